#include "gui/app/report_writer.h"

#include <string>

#include "gui/view/scenario_of.h"
#include "kafkasim/version.h"
#include "scenarios/engine/report/page.h"
#include "scenarios/engine/run/experiment.h"

namespace app {

QByteArray report_of(const bridge::Session& session, QString& wrong) {
  if (!session.spec()) {
    wrong = QObject::tr("No scenario is open.");
    return {};
  }
  view::RunSource source = session.source();
  std::string problem;
  source.text = view::text_with(source, session.journal(), problem);
  const auto spec = problem.empty() ? view::scenario_of(source, problem) : std::nullopt;
  if (!spec) {
    wrong = QString::fromStdString(problem);
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
  origin.scenario_text = source.text;
  origin.overrides = source.set;
  origin.seed_given = source.seed.has_value();
  return QByteArray::fromStdString(report::page_of(result, recorder, origin));
}

}  // namespace app
