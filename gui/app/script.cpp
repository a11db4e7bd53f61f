#include "gui/app/script.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeySequence>
#include <QMap>
#include <QTextStream>
#include <QTimer>
#include <functional>
#include <optional>

#include "gui/app/exporter.h"
#include "gui/app/parts.h"
#include "gui/app/renderer.h"
#include "gui/settings/preferences.h"
#include "gui/style/theme.h"
#include "scenarios/engine/library/scenario_library.h"

namespace app {
namespace {

class Script {
 public:
  Script(const Options& options, bridge::Session& session, MainWindow& window)
      : options_(options), session_(session), window_(window) {
    heard_ = QObject::connect(&session_, &bridge::Session::problem, &window_,
                              [this](const QString& text) { problem_ = text; });
  }
  ~Script() { QObject::disconnect(heard_); }  // the window lives on
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;

  /// Nothing, or why it could not be done; `column`: from 1, the word that was wrong.
  std::optional<QString> run(const QString& line, int& column) {
    const QString word = line.section(' ', 0, 0);
    const QString rest = line.section(' ', 1).trimmed();
    column = 1;
    const auto it = commands_.find(word);
    if (it == commands_.end())
      return QString("there is no command '%1'; %2").arg(word, nearest(word, commands_.keys()));
    const qsizetype at = line.indexOf(rest, word.size());
    column = rest.isEmpty() ? static_cast<int>(line.size()) + 1 : static_cast<int>(at) + 1;
    problem_.clear();
    const QString wrong = (this->*it.value())(rest);
    settle();
    if (wrong.isEmpty() && problem_.isEmpty()) return std::nullopt;
    return wrong.isEmpty() ? problem_ : wrong;
  }

 private:
  using Command = QString (Script::*)(const QString&);

  void settle() {
    window_.refresh_page();
    QApplication::sendPostedEvents();
    QApplication::processEvents();
  }

  static QString seconds(const QString& text, double& value) {
    bool ok = false;
    value = text.toDouble(&ok);
    return ok ? QString() : QString("a number of seconds is expected, not '%1'").arg(text);
  }
  /// One of `known` was expected.
  static QString one_of(const QString& text, const QStringList& known) {
    const QString near = nearest(text, known);
    return QString("one of %1 is expected, not '%2'").arg(known.join(", "), text) +
           (near.startsWith("did") ? "; " + near : QString());
  }

  QString open(const QString& rest) {
    std::string problem;
    const auto path = scenario::find_scenario(rest.toStdString(), problem);
    if (!path) return QString::fromStdString(problem);
    return window_.open_file(QString::fromStdString(*path)) ? QString() : window_.news().text();
  }
  QString seek(const QString& rest) {
    double to = 0;
    if (const QString wrong = seconds(rest, to); !wrong.isEmpty()) return wrong;
    session_.seek(to);
    return {};
  }
  QString play_until(const QString& rest) {
    double to = 0;
    if (const QString wrong = seconds(rest, to); !wrong.isEmpty()) return wrong;
    if (to < session_.seconds())
      return QString("an instant after %1 is expected; 'seek' goes back").arg(session_.seconds());
    session_.seek(to);
    return {};
  }
  QString cursor(const QString& rest) {
    double to = 0;
    if (const QString wrong = seconds(rest, to); !wrong.isEmpty()) return wrong;
    session_.window().set_cursor(to);
    return {};
  }
  QString select_thing(const QString& rest) { return select(rest, session_); }
  QString step(const QString&) { return session_.step_event(), QString(); }
  QString step_back(const QString&) { return session_.step_back(), QString(); }
  QString next_turn(const QString&) { return session_.next_turn(), QString(); }
  QString inject(const QString& rest) { return session_.inject(rest), QString(); }
  QString until(const QString& rest) { return session_.run_until_so(rest), QString(); }
  QString plan(const QString& rest) {
    bool ok = false;
    const double at = rest.section(' ', 0, 0).toDouble(&ok);
    if (!ok) return "a number of seconds and a fault are expected";
    return session_.plan_fault(rest.section(' ', 1), at), QString();
  }
  QString heal(const QString& rest) {
    for (const view::FaultSpan& f : session_.record().faults())
      if (f.letter == rest.toStdString()) return session_.heal(f.fault), QString();
    return QString("there is no fault '%1'").arg(rest);
  }
  QString undo(const QString&) { return session_.undo_fault(), QString(); }
  QString page(const QString& rest) {
    QStringList known;
    for (const pages::Page* const p : window_.pages()) known << p->objectName();
    if (!known.contains(rest)) return one_of(rest, known);
    window_.show_page(rest);
    return {};
  }
  QString chart(const QString& rest) {
    return toggle_chart(*window_.page("charts"), rest) ? QString() : QString("there is no chart '%1'").arg(rest);
  }
  QString window(const QString& rest) {
    bool ok_from = false;
    bool ok_to = false;
    const double from = rest.section(' ', 0, 0).toDouble(&ok_from);
    const double to = rest.section(' ', 1, 1).toDouble(&ok_to);
    if (!ok_from || !ok_to) return "two numbers of seconds are expected";
    session_.window().show(from, to);
    return {};
  }
  QString theme(const QString& rest) {
    style::ThemeName name{};
    if (!style::theme_by_name(rest, name)) return one_of(rest, {"dark", "light", "high-contrast"});
    return prefer([&](settings::Preferences& p) { p.theme = rest; });
  }
  QString palette(const QString& rest) {
    style::Palette value{};
    if (!style::palette_by_name(rest, value)) return one_of(rest, {"everyone", "red-green", "blue-yellow", "greys"});
    return prefer([&](settings::Preferences& p) { p.palette = rest; });
  }
  QString motion(const QString& rest) {
    if (rest != "full" && rest != "reduced") return one_of(rest, {"full", "reduced"});
    return prefer([&](settings::Preferences& p) { p.reduced_motion = rest == "reduced"; });
  }
  QString prefer(const std::function<void(settings::Preferences&)>& how) {
    settings::Preferences wanted = settings::Keeper::instance().now();
    how(wanted);
    settings::Keeper::instance().change(wanted, false);
    window_.apply_theme();
    return {};
  }
  QString resize(const QString& rest) {
    const QSize size(rest.section('x', 0, 0).toInt(), rest.section('x', 1).toInt());
    if (size.width() < window_.minimumWidth() || size.height() < window_.minimumHeight())
      return QString("WIDTHxHEIGHT of at least %1x%2 is expected, not '%3'")
          .arg(window_.minimumWidth())
          .arg(window_.minimumHeight())
          .arg(rest);
    window_.resize(size);
    return {};
  }
  QString operators(const QString& rest) {
    if (rest != "on" && rest != "off") return one_of(rest, {"on", "off"});
    session_.set_operator_view(rest == "on");
    return {};
  }
  QString answer(const QString& rest) {
    bool ok = false;
    const int number = rest.toInt(&ok);
    if (!ok || number < 1) return QString("the number of an answer is expected, 1 or more, not '%1'").arg(rest);
    window_.lesson().answer(number - 1);
    return {};
  }
  /// What opens a dialog would wait for an answer for ever: a picture of it is taken, and it is closed.
  template <class Do>
  QString trigger(Do act) {
    dialog_ = {};
    QTimer closer;
    QObject::connect(&closer, &QTimer::timeout, &window_, [this] {
      auto* const dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
      if (dialog == nullptr) return;
      dialog_ = dialog->grab().toImage();
      dialog->reject();
    });
    closer.start(0);
    act();
    return {};
  }
  QString shot_dialog(const QString& rest) {
    if (dialog_.isNull()) return "the line before has opened no dialog";
    const QString path = QDir(options_.out).filePath(rest);
    return dialog_.save(path) ? QString() : "cannot write " + path;
  }
  QString next_step(const QString&) { return window_.lesson().next(), QString(); }
  QString key(const QString& rest) {
    const QKeySequence keys = QKeySequence::fromString(rest, QKeySequence::PortableText);
    for (const ActionRegistry::Description& d : window_.actions().all())
      if (d.keys.contains(keys)) return trigger([&] { window_.actions().find(d.id)->trigger(); });
    return QString("no action has the key '%1'; '?' in the window lists them").arg(rest);
  }
  QString action(const QString& rest) {
    QStringList known;
    for (const ActionRegistry::Description& d : window_.actions().all()) known << d.id;
    if (!known.contains(rest)) return QString("there is no action '%1'; %2").arg(rest, nearest(rest, known));
    return trigger([&] { window_.actions().find(rest)->trigger(); });
  }
  QString click(const QString& rest) {
    const QString name = QString(rest).remove('"');
    QStringList seen;
    for (auto* const button : window_.findChildren<QAbstractButton*>()) {
      if (!button->isVisible()) continue;
      if (button->objectName() == name || button->text() == name || button->accessibleName() == name)
        return trigger([&] { button->click(); });
      seen << (button->text().isEmpty() ? button->accessibleName() : button->text());
    }
    return QString("there is no button '%1' on the screen; %2").arg(name, nearest(name, seen));
  }
  QString write(const QString& rest) {
    return export_to(QDir(options_.out).filePath(rest), *window_.current_page(), session_);
  }
  QString shot(const QString& rest) {
    settle();
    const QString path = QDir(options_.out).filePath(rest);
    return window_.grab().save(path) ? QString() : "cannot write " + path;
  }
  QString expect(const QString& rest) {
    if (rest.section(' ', 0, 0) != "text") return one_of(rest.section(' ', 0, 0), {"text"});
    const QString words = rest.section(' ', 1).remove('"');
    if (window_.describe().contains(words)) return {};
    return QString("not on the screen: \"%1\"; there is:\n%2").arg(words, window_.describe());
  }
  QString dump(const QString& rest) {
    if (!session_.snapshot()) return "no scenario is open";
    QFile file(QDir(options_.out).filePath(rest));
    if (!file.open(QIODevice::WriteOnly)) return file.errorString();
    QJsonObject state{{"seconds", session_.seconds()},
                      {"event", static_cast<qint64>(session_.snapshot()->event)},
                      {"page", window_.current_page()->objectName()},
                      {"description", window_.describe()}};
    QJsonArray faults;
    for (const view::FaultSpan& f : session_.record().faults())
      faults.append(QJsonObject{{"letter", QString::fromStdString(f.letter)},
                                {"kind", QString::fromStdString(f.kind)},
                                {"target", QString::fromStdString(f.target)}});
    state["faults"] = faults;
    file.write(QJsonDocument(state).toJson());
    return {};
  }

  const QMap<QString, Command> commands_{{"open", &Script::open},
                                         {"seek", &Script::seek},
                                         {"play-until", &Script::play_until},
                                         {"cursor", &Script::cursor},
                                         {"select", &Script::select_thing},
                                         {"palette", &Script::palette},
                                         {"motion", &Script::motion},
                                         {"size", &Script::resize},
                                         {"action", &Script::action},
                                         {"export", &Script::write},
                                         {"shot-dialog", &Script::shot_dialog},
                                         {"step", &Script::step},
                                         {"step-back", &Script::step_back},
                                         {"next-turn", &Script::next_turn},
                                         {"inject", &Script::inject},
                                         {"until", &Script::until},
                                         {"plan", &Script::plan},
                                         {"heal", &Script::heal},
                                         {"undo", &Script::undo},
                                         {"page", &Script::page},
                                         {"chart", &Script::chart},
                                         {"window", &Script::window},
                                         {"theme", &Script::theme},
                                         {"operator", &Script::operators},
                                         {"answer", &Script::answer},
                                         {"next-step", &Script::next_step},
                                         {"key", &Script::key},
                                         {"click", &Script::click},
                                         {"shot", &Script::shot},
                                         {"expect", &Script::expect},
                                         {"dump", &Script::dump}};
  const Options& options_;
  bridge::Session& session_;
  MainWindow& window_;
  QString problem_;
  QMetaObject::Connection heard_;
  QImage dialog_;  ///< that the last line opened
};

}  // namespace

int run_script(const Options& options, bridge::Session& session, MainWindow& window) {
  QFile file(options.script);
  QTextStream errors(stderr);
  if (!file.open(QIODevice::ReadOnly)) {
    errors << "kafkasim-gui: " << options.script << ": " << file.errorString() << "\n";
    return kUsage;
  }
  if (!QDir().mkpath(options.out)) {
    errors << "kafkasim-gui: cannot make the folder " << options.out << "\n";
    return kUsage;
  }
  Script script(options, session, window);
  for (int number = 1; !file.atEnd(); ++number) {
    const QString whole = QString::fromUtf8(file.readLine());
    const QString line = whole.trimmed();
    if (line.isEmpty() || line.startsWith('#')) continue;
    int column = 0;
    const auto wrong = script.run(line, column);
    if (!wrong) continue;
    column += static_cast<int>(whole.indexOf(line));
    errors << options.script << ":" << number << ":" << column << ": " << line.section(' ', 0, 0) << ": " << *wrong
           << "\n";
    return kUsage;
  }
  return kGood;
}

}  // namespace app
