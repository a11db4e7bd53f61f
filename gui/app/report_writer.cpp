#include "gui/app/report_writer.h"

#include <string>

#include "kafkasim/version.h"
#include "scenarios/engine/loader/added_faults.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/report/page.h"
#include "scenarios/engine/run/experiment.h"

namespace app {

QByteArray report_of(const bridge::Session& session, QString& wrong) {
  if (!session.spec()) {
    wrong = QObject::tr("No scenario is open.");
    return {};
  }
  const view::RunSource& source = session.source();
  std::vector<std::string> faults;
  for (const view::JournalEntry& e : session.journal()) faults.push_back(view::yaml_of(e.fault));
  std::string problem;
  const std::string text = scenario::with_added_faults(source.text, faults, source.variant, problem);
  scenario::Overrides overrides;
  overrides.seed = source.seed;
  overrides.set = source.set;
  overrides.variant = source.variant;
  scenario::Diagnostics diagnostics;
  const auto spec = scenario::load_text(source.path.empty() ? source.name : source.path, text, overrides, diagnostics);
  if (!spec) {
    wrong = QString::fromStdString(problem + diagnostics.render());
    return {};
  }
  scenario::Experiment experiment(*spec);
  report::ReportRecorder recorder(experiment);
  experiment.start();
  experiment.advance(experiment.end());
  const scenario::RunResult result = experiment.finish();
  recorder.finish();
  report::PageOrigin origin;
  origin.version = std::string(kafkasim::kVersion);
  origin.scenario = source.path.empty() ? source.name : source.path;
  origin.scenario_text = text;
  origin.overrides = source.set;
  origin.seed_given = source.seed.has_value();
  return QByteArray::fromStdString(report::page_of(result, recorder, origin));
}

}  // namespace app
