// The whole window while a run goes as fast as it can: each round goes through a scenario with nobody looking, and then
// in a window that shows the page. `share`: events a second of the run in the window over those of the other, of the
// median round (`events/s`); `thread`: the same by processor time of the run's thread, which other work on the machine
// disturbs less. The part that counts is that between two looks, from a tenth of the run on: opening is not the run.
// `pictures/s`: how often a widget of the window was drawn meanwhile; `screen`: processors that the window kept busy.
// Without a display nothing is shown, but all is drawn (QT_QPA_PLATFORM=offscreen).

#include <QApplication>
#include <QSettings>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <optional>
#include <vector>

#include <benchmark/benchmark.h>
#include <pthread.h>

#include "bench/rounds.h"
#include "gui/app/shell.h"
#include "gui/bridge/session.h"

namespace bench {
namespace {

/// Counts how often the window is drawn.
class Pictures final : public QObject {
 public:
  explicit Pictures(QWidget& window) { window.installEventFilter(this); }
  [[nodiscard]] int count() const { return count_; }
  bool eventFilter(QObject*, QEvent* event) override {
    count_ += event->type() == QEvent::UpdateRequest ? 1 : 0;
    return false;
  }

 private:
  int count_ = 0;
};

/// The clock of the processor time of the run's thread.
clockid_t clock_of_run(bridge::Session& session) {
  clockid_t clock{};
  static_cast<void>(session.ask([&clock](view::LiveRun&) {
    pthread_getcpuclockid(pthread_self(), &clock);
    return QString();
  }));
  return clock;
}

/// Of the run, and of the whole process meanwhile.
struct Watched {
  Work run;
  double processor = 0;
};

/// From the first look behind a tenth of the run to the last one before its end.
Watched in_window(bridge::Session& session) {
  const clockid_t clock = clock_of_run(session);
  std::optional<Watched> first;
  Watched last;
  session.run_fast();
  while (!session.finished()) {
    QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const auto executed = static_cast<double>(session.snapshot()->executed);
    if (session.finished() || executed == last.run.events) continue;
    last = {{executed, wall_seconds(), processor_seconds(clock)}, processor_seconds(CLOCK_PROCESS_CPUTIME_ID)};
    if (!first && session.seconds() > session.duration() / 10) first = last;
  }
  if (!first || first->run.events == last.run.events)
    throw std::runtime_error("the run is too short to be looked at twice");
  return {last.run - first->run, last.processor - first->processor};
}

void in_a_window(benchmark::State& state, const std::string& name, const QString& page) {
  const view::RunSource source = source_of(name);
  std::string problem;
  const auto spec = view::scenario_of(source, problem);
  if (!spec) return state.SkipWithError(problem.c_str());
  std::vector<double> rates;
  std::vector<double> of_wall;
  std::vector<double> of_processor;
  std::vector<double> screen;
  std::vector<double> pictures;
  for (auto _ : state) {
    // Before there is a thread that prepares for going back.
    const Work bare = alone(*spec, sim::kTimeZero + spec->duration / 10);
    bridge::Session session(bridge::Session::Mode::live);
    app::Shell shell(session);
    shell.window().resize(1600, 1000);
    shell.window().show();
    if (const QString wrong = session.open(source); !wrong.isEmpty()) throw std::runtime_error(wrong.toStdString());
    shell.window().show_page(page);
    QApplication::processEvents();
    const Pictures drawn(shell.window());
    const auto [run, processor] = in_window(session);
    rates.push_back(run.events / run.wall);
    of_wall.push_back((run.events / run.wall) / (bare.events / bare.wall));
    of_processor.push_back((run.events / run.processor) / (bare.events / bare.processor));
    screen.push_back((processor - run.processor) / run.wall);
    pictures.push_back(drawn.count() / run.wall);
  }
  state.counters["events/s"] = median(rates);
  state.counters["share"] = median(of_wall);
  state.counters["thread"] = median(of_processor);
  state.counters["screen"] = median(screen);
  state.counters["pictures/s"] = median(pictures);
}

void add(const std::string& scenario, int rounds) {
  for (const char* const page : {"cluster", "charts", "groups", "log", "events"})
    benchmark::RegisterBenchmark((scenario + "/" + page).c_str(),
                                 [=](benchmark::State& state) { in_a_window(state, scenario, page); })
        ->Unit(benchmark::kMillisecond)
        ->Iterations(rounds)
        ->UseRealTime();
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("DISPLAY")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  QApplication::setStyle(QStyleFactory::create("Fusion"));
  const QTemporaryDir settings;  // nothing depends on what somebody has chosen
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  bench::add("trucks_gps", 5);
  bench::add("a_rolling_deploy", 3);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
