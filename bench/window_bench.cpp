// The whole window while a run goes as fast as it can: each round goes through a scenario in a window that shows the
// page, and through the same part of it with nobody looking. `share`: events a second of processor time of the run's
// thread over those without a window, of the median round. The part is that between two looks, from a tenth of the run
// on: what the thread does before and behind it (opening, preparing for going back) is not the run. `pictures/s`: how
// often the window was drawn meanwhile. Without a display nothing is shown, but all is drawn
// (QT_QPA_PLATFORM=offscreen).

#include <QApplication>
#include <QSettings>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <optional>
#include <utility>

#include <benchmark/benchmark.h>

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

/// Processor time of all threads but this one.
double others_seconds() { return processor_seconds(CLOCK_PROCESS_CPUTIME_ID) - processor_seconds(); }

/// Where the run stood when somebody looked, and what its thread had worked until then.
struct Look {
  sim::SimTime time;
  double seconds = 0;
};

/// From the first look behind a tenth of the run to the last one before its end.
std::pair<Look, Look> run_in_window(bridge::Session& session) {
  std::optional<Look> first;
  Look last;
  session.run_fast();
  while (!session.finished()) {
    QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (session.finished() || session.run_time() == last.time) continue;
    last = {session.run_time(), others_seconds()};
    if (!first && session.seconds() > session.duration() / 10) first = last;
  }
  if (!first || first->time == last.time) throw std::runtime_error("the run is too short to be looked at twice");
  return {*first, last};
}

void in_a_window(benchmark::State& state, const std::string& name, const QString& page) {
  const view::RunSource source = source_of(name);
  std::string problem;
  const auto spec = view::scenario_of(source, problem);
  if (!spec) return state.SkipWithError(problem.c_str());
  bridge::Session session(bridge::Session::Mode::live);
  app::Shell shell(session);
  shell.window().resize(1600, 1000);
  shell.window().show();
  Pictures pictures(shell.window());
  std::vector<double> shares;
  double seconds = 0;
  for (auto _ : state) {
    if (const QString wrong = session.open(source); !wrong.isEmpty()) throw std::runtime_error(wrong.toStdString());
    shell.window().show_page(page);
    QApplication::processEvents();
    const double before = wall_seconds();
    const auto [first, last] = run_in_window(session);
    seconds += wall_seconds() - before;
    shares.push_back(alone(*spec, first.time, last.time).processor / (last.seconds - first.seconds));
  }
  state.counters["share"] = median(shares);
  state.counters["pictures/s"] = pictures.count() / seconds;
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
  bench::add("trucks_gps", 3);
  bench::add("a_rolling_deploy", 3);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
