// The whole window while a run goes as fast as it can: each round goes through a scenario once with nobody looking, and
// once in a window that shows the page. `share`: events/s in the window over those without, of the median round, until
// the window says that the run is over (it looks thirty times a second). `thread`: the same in processor time of the
// run's thread, which knows nothing of looks. `pictures/s`: how often the window's page was shown anew meanwhile.
// Without a display nothing is shown, but all is drawn (QT_QPA_PLATFORM=offscreen).

#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QStyleFactory>
#include <QTemporaryDir>

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
  std::vector<double> threads;
  double seconds = 0;
  for (auto _ : state) {
    const Seconds bare = alone(*spec);
    if (const QString wrong = session.open(source); !wrong.isEmpty()) throw std::runtime_error(wrong.toStdString());
    shell.window().show_page(page);
    QApplication::processEvents();
    const double before = wall_seconds();
    const double others = others_seconds();
    session.run_fast();
    while (!session.finished()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const double took = wall_seconds() - before;
    seconds += took;
    shares.push_back(bare.wall / took);
    threads.push_back(bare.processor / (others_seconds() - others));
  }
  state.counters["share"] = median(shares);
  state.counters["thread"] = median(threads);
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
