#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/engine/run/outage_text.h"
#include "scenarios/engine/run/sum_up.h"

namespace scenario {

PromisesResult sum_up_promises(kafka::Invariants& invariants) {
  PromisesResult promises;
  const auto text = [](const std::vector<std::string>& lines) { return fmt::format("{}", fmt::join(lines, "\n")); };
  for (const kafka::Violation& v : invariants.violations()) promises.violations.push_back(text(kafka::lines_of(v)));
  for (const kafka::Violation& v : invariants.excused()) promises.excused.push_back(text(kafka::lines_of(v)));
  for (const kafka::AllowedLoss& loss : invariants.allowed_losses()) {
    promises.allowed_lost_records += loss.count();
    promises.allowed_losses.push_back(text(kafka::lines_of(loss, invariants.settings())));
  }
  return promises;
}

OutagesResult sum_up_outages(const OutageBudget& outages, const Names& names) {
  OutagesResult result;
  result.partitions = outages.outages();
  result.clients = outages.stalls();
  for (const ClientStall& stall : outages.stalls()) result.client_names.push_back(names.client(stall.producer));
  result.lines = outage_lines(outages, names);
  return result;
}

}  // namespace scenario
