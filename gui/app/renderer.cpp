#include "gui/app/renderer.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QMap>
#include <QSet>
#include <QTextStream>
#include <algorithm>
#include <ctime>

#include "gui/app/exporter.h"
#include "gui/app/parts.h"
#include "gui/app/script.h"
#include "gui/settings/settings_dialog.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"
#include "scenarios/engine/library/scenario_library.h"

namespace app {
namespace {

void say(const QString& text) { QTextStream(stderr) << "kafkasim-gui: " << text << "\n"; }

/// Lays out and draws what is due, without waiting.
void settle(MainWindow& window) {
  for (int pass = 0; pass < 2; ++pass) {  // what is laid out in the first is placed in the second
    window.refresh_page();
    QApplication::sendPostedEvents();
    QApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
  }
}

QStringList wanted_pages(const Options& options, const MainWindow& window, QString& wrong) {
  QStringList known;
  for (const pages::Page* const page : window.pages()) known << page->objectName();
  if (options.render == QStringList{"all"}) return known;
  for (const QString& id : options.render)
    if (!known.contains(id)) wrong = QString("--render: there is no page '%1'; %2").arg(id, nearest(id, known));
  return options.render;
}

int render_pages(const Options& options, MainWindow& window) {
  QString wrong;
  const QStringList ids = wanted_pages(options, window, wrong);
  if (!wrong.isEmpty()) return say(wrong), kUsage;
  if (!QDir().mkpath(options.out)) return say("cannot make the folder " + options.out), kUsage;
  for (const QString& id : ids) {
    window.show_page(id);
    settle(window);
    const QImage picture = window.grab().toImage();
    const QString path = QDir(options.out).filePath(id + ".png");
    if (!picture.save(path)) return say("cannot write " + path), kUsage;
    if (is_blank(picture)) return say(path + " is blank"), kBlankPicture;
  }
  return kGood;
}

/// Where it came to with what it was asked for.
struct Verdict {
  int code = kGood;
  QString wrong;
};

Verdict write_files(const Options& options, bridge::Session& session, MainWindow& window) {
  for (const QString& path : {options.report, options.events, options.journal}) {
    if (path.isEmpty()) continue;
    ExportWish wish;
    if (path == options.events) wish.what = ExportWish::What::events;
    if (path == options.journal) wish.what = ExportWish::What::journal;
    if (path == options.report) wish.what = ExportWish::What::report;
    const QString wrong = export_to(path, *window.current_page(), session, wish);
    if (!wrong.isEmpty()) return {kUsage, wrong};
  }
  return {};
}

int film(const Options& options, bridge::Session& session, MainWindow& window) {
  QString wrong;
  wanted_pages(options, window, wrong);
  if (!wrong.isEmpty()) return say(wrong), kUsage;
  if (!QDir().mkpath(options.frames)) return say("cannot make the folder " + options.frames), kUsage;
  const int frames = static_cast<int>((options.to - options.from) / options.speed * options.fps);
  for (int i = 0; i <= frames; ++i) {
    session.seek(options.from + i * options.speed / options.fps);
    window.show_page(options.render.front());  // whatever a lesson wants to be looked at
    settle(window);
    const QString path = QDir(options.frames).filePath(QString("%1.png").arg(i, 6, 10, QChar('0')));
    if (!window.grab().save(path)) return say("cannot write " + path), kUsage;
  }
  return kGood;
}

int write_numbers(const Options& options, bridge::Session& session, MainWindow& window) {
  if (!QDir().mkpath(options.csv)) return say("cannot make the folder " + options.csv), kUsage;
  for (pages::Page* const page : window.pages()) {
    window.show_page(page->objectName());
    settle(window);
    if (page->table().isEmpty()) continue;
    ExportWish wish;
    wish.columns = options.columns;
    const QString wrong = export_to(QDir(options.csv).filePath(page->objectName() + ".csv"), *page, session, wish);
    if (!wrong.isEmpty()) return say(wrong), kUsage;
  }
  return kGood;
}

/// Whole window, another recorded state in each frame and everything drawn; median, and what 19 of 20 stay below.
int measure_frames(const Options& options, bridge::Session& session, MainWindow& window) {
  std::vector<double> instants;
  for (const view::SnapshotPtr& frame : session.record().frames())
    if (frame->seconds() <= session.seconds()) instants.push_back(frame->seconds());
  const auto most = static_cast<std::size_t>(options.bench);
  if (instants.size() > most) instants.erase(instants.begin(), instants.end() - static_cast<std::ptrdiff_t>(most));
  if (instants.size() < 2) return say("--bench: there is no time before that instant"), kUsage;
  QString wrong;
  const QStringList ids = options.render.isEmpty() ? QStringList() : wanted_pages(options, window, wrong);
  if (!wrong.isEmpty()) return say(wrong), kUsage;
  QTextStream out(stdout);
  for (pages::Page* const page : window.pages()) {
    if (!ids.isEmpty() && !ids.contains(page->objectName())) continue;
    window.show_page(page->objectName());
    settle(window);
    session.scrub(instants.back());
    std::vector<double> times;
    const std::clock_t cpu = std::clock();
    for (std::size_t i = 0; i < most; ++i) {
      QElapsedTimer timer;
      timer.start();
      session.scrub(instants[i % instants.size()]);
      window.refresh_page();
      window.grab();
      times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    const double cpu_ms = 1e3 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC / static_cast<double>(most);
    session.release_scrub();
    std::sort(times.begin(), times.end());
    const double median = times[times.size() / 2];
    out << QString("%1  %2 ms a frame (19 of 20: %3), %4 frames/s, %5 ms of processors\n")
               .arg(page->objectName(), -10)
               .arg(median, 6, 'f', 1)
               .arg(times[times.size() * 19 / 20], 0, 'f', 1)
               .arg(1000 / median, 5, 'f', 0)
               .arg(cpu_ms, 0, 'f', 1);
  }
  return kGood;
}

}  // namespace

bool is_blank(const QImage& picture) {
  QHash<QRgb, int> colours;
  const int step = 3;
  int seen = 0;
  for (int y = 0; y < picture.height(); y += step)
    for (int x = 0; x < picture.width(); x += step, ++seen) ++colours[picture.pixel(x, y)];
  int most = 0;
  for (const int n : std::as_const(colours)) most = std::max(most, n);
  return colours.size() < 64 || most > seen * 0.99;
}

QString select(const QString& what, bridge::Session& session) {
  using Kind = bridge::Selection::Kind;
  static const QMap<QString, Kind> kinds{{"broker", Kind::broker},       {"zookeeper", Kind::zookeeper},
                                         {"partition", Kind::partition}, {"producer", Kind::producer},
                                         {"group", Kind::group},         {"member", Kind::member},
                                         {"truck", Kind::truck},         {"event", Kind::event}};
  const QString kind = what.section(':', 0, 0);
  if (!kinds.contains(kind) || !what.contains(':'))
    return QString("KIND:NAME is expected, not '%1'; %2").arg(what, nearest(kind, kinds.keys()));
  session.selection().select(kinds[kind], what.section(':', 1));
  return {};
}

namespace {

/// Of the library, or a file.
QString find_source(const QString& scenario, const Options& options, view::RunSource& source) {
  std::string problem;
  const auto path = scenario::find_scenario(scenario.toStdString(), problem);
  if (!path) return QString::fromStdString(problem);
  source.path = *path;
  source.text = scenario::scenario_text(*path);
  source.variant = options.variant.toStdString();
  source.seed = options.seed;
  for (const QString& s : options.set) source.set.push_back(s.toStdString());
  return {};
}

QString inject_all(const Options& options, bridge::Session& session) {
  QString refused;
  const auto listener = QObject::connect(&session, &bridge::Session::problem, &session,
                                         [&refused](const QString& text) { refused = text; });
  for (const QString& fault : options.inject) {
    bool ok = false;
    const double at = fault.section(' ', 0, 0).toDouble(&ok);
    if (!ok) {
      refused = QString("'%1': a second and a fault are expected: \"60 kill broker-102 for 60s\"").arg(fault);
    } else {
      session.seek(at);
      session.inject(fault.section(' ', 1));
    }
    if (!refused.isEmpty()) break;
  }
  QObject::disconnect(listener);
  return refused.isEmpty() ? QString() : "--inject: " + refused;
}

int compare(const Options& options, bridge::Session& session, MainWindow& window) {
  std::vector<view::RunSource> sources(2);
  for (std::size_t i = 0; i < 2; ++i) {
    QString wrong = find_source(options.compare[static_cast<qsizetype>(i)], options, sources[i]);
    if (wrong.isEmpty()) wrong = session.open(sources[i]);
    if (!wrong.isEmpty()) return say(wrong), kBadScenario;
  }
  window.show_page("compare");
  compare_runs(*window.page("compare"), sources[0], sources[1]);
  return kGood;
}

/// Every page in every theme, and the way back, checked.
int selftest(bridge::Session& session, MainWindow& window) {
  if (!session.spec()) {
    view::RunSource source;
    const QString wrong = find_source("trucks_gps", {}, source);
    const QString refused = wrong.isEmpty() ? session.open(source) : wrong;
    if (!refused.isEmpty()) return say(refused), kBadScenario;
  }
  session.seek(std::min(40.0, session.duration()));
  QTextStream out(stdout);
  for (const style::ThemeName theme :
       {style::ThemeName::dark, style::ThemeName::light, style::ThemeName::high_contrast}) {
    style::set_theme(theme);
    window.apply_theme();
    for (pages::Page* const page : window.pages()) {
      window.show_page(page->objectName());
      settle(window);
      if (is_blank(window.grab().toImage())) return say(page->objectName() + " is blank"), kBlankPicture;
      if (page->describe().isEmpty()) return say(page->objectName() + " says nothing"), kBlankPicture;
    }
  }
  session.seek(session.seconds() / 2);
  if (!session.verified()) return say("the way back was not the same"), kInvariantBroken;
  out << QString("%1 pages in 3 themes; replay verified\n").arg(window.pages().size());
  return exit_code_of(session.record());
}

}  // namespace

QString prepare(const Options& options, bridge::Session& session, MainWindow& window, int& code) {
  code = kBadScenario;
  if (options.scenario.isEmpty()) return {};
  view::RunSource source;
  if (const QString wrong = find_source(options.scenario, options, source); !wrong.isEmpty()) return wrong;
  if (const QString wrong = session.open(std::move(source)); !wrong.isEmpty()) return wrong;
  window.show_page("cluster");
  if (!options.page.isEmpty()) {
    QStringList known;
    for (const pages::Page* const page : window.pages()) known << page->objectName();
    code = kUsage;
    if (!known.contains(options.page))
      return QString("--page: there is no page '%1'; %2").arg(options.page, nearest(options.page, known));
    window.show_page(options.page);
  }
  session.set_operator_view(options.operators);
  code = kUsage;
  if (const QString wrong = inject_all(options, session); !wrong.isEmpty()) return wrong;
  // A window, a script and a film begin at the beginning, if nothing else is asked for; a picture shows all.
  const bool all = options.headless() && options.script.isEmpty() && options.frames.isEmpty();
  if (options.at || all) session.seek(options.at.value_or(session.duration()));
  if (options.window) session.window().show(options.window->first, options.window->second);
  if (options.cursor) session.window().set_cursor(*options.cursor);
  if (!options.changes.isEmpty())
    if (const QString wrong = compare_with(*window.page("compare"), options.changes); !wrong.isEmpty())
      return "--compare: " + wrong;
  if (options.select.isEmpty()) return {};
  const QString wrong = select(options.select, session);
  return wrong.isEmpty() ? QString() : "--select: " + wrong;
}

int exit_code_of(const view::RunRecord& record) {
  return record.violations().empty() && !record.diverged_at() ? kGood : kInvariantBroken;
}

int run_headless(const Options& options, bridge::Session& session, MainWindow& window) {
  if (options.list_pages) {
    for (const pages::Page* const page : window.pages()) QTextStream(stdout) << page->objectName() << "\n";
    return kGood;
  }
  if (const QStringList missing = style::missing_fonts(); !missing.isEmpty())
    say(QString("warning: %1 is not installed (packages fonts-inter, fonts-noto-mono): pictures differ from those made "
                "with it")
            .arg(missing.join(", ")));
  window.resize(options.size);
  window.show();
  QObject::connect(&window, &MainWindow::settings_wanted, &window, [&window] {
    settings::SettingsDialog dialog(&window);
    dialog.exec();
  });
  int code = kGood;
  if (const QString wrong = prepare(options, session, window, code); !wrong.isEmpty()) return say(wrong), code;
  code = kGood;
  if (options.selftest) return selftest(session, window);
  if (!options.compare.isEmpty()) code = compare(options, session, window);
  if (code == kGood && !options.script.isEmpty()) code = run_script(options, session, window);
  if (code == kGood && options.bench > 0) code = measure_frames(options, session, window);
  if (code == kGood && !options.frames.isEmpty()) return film(options, session, window);
  if (code == kGood && !options.render.isEmpty()) code = render_pages(options, window);
  if (code == kGood && !options.csv.isEmpty()) code = write_numbers(options, session, window);
  if (code == kGood) {
    const Verdict verdict = write_files(options, session, window);
    if (!verdict.wrong.isEmpty()) say(verdict.wrong);
    code = verdict.code;
  }
  return code == kGood ? exit_code_of(session.record()) : code;
}

}  // namespace app
