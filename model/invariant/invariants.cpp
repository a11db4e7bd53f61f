#include "model/invariant/invariants.h"

#include "model/invariant/make_invariants.h"
#include "model/invariant/text.h"

namespace kafka {

Invariants::Invariants(InvariantSettings settings)
    : report_(std::move(settings)),
      context_{.shadow = shadow_, .report = report_, .now = {}},
      all_(make_invariants(context_)) {
  for (const auto& invariant : all_) invariant->subscribe(listeners_);
}

void Invariants::on_event(sim::SimTime now, sim::HostId host, const Event& event) {
  ++events_;
  context_.now = now;
  context_.host = host;
  for (const Listener& s : listeners_[event.index()]) s.call(*s.invariant, event);
  shadow_.apply(now, host, event);
}

void Invariants::finish(sim::SimTime now) {
  context_.now = now;
  context_.host = kNoHost;
  for (const auto& invariant : all_) invariant->at_end();
}

void Invariants::check_at_rest(const ClusterNow& cluster, sim::SimTime now) {
  for (Violation& v : check_liveness(report_.settings(), cluster, now)) report_.add(std::move(v));
}

namespace {

/// Runs that follow on each other as one.
std::vector<LostRun> joined(const std::vector<LostRun>& runs) {
  std::vector<LostRun> all;
  for (const LostRun& run : runs) {
    const bool goes_on =
        !all.empty() && all.back().producer == run.producer && all.back().first_id + all.back().count == run.first_id;
    if (goes_on)
      all.back().count += run.count;
    else
      all.push_back(run);
  }
  return all;
}

void add_chain(std::vector<std::string>& lines, const std::vector<Cause>& chain) {
  for (const Cause& cause : chain) lines.push_back("  " + text_of(cause));
}

}  // namespace

std::vector<std::string> lines_of(const Violation& v) {
  std::vector<std::string> lines;
  lines.push_back(std::string(v.name) + " at " + seconds_text(v.time) + ": " + v.what +
                  (v.times > 1 ? " (seen " + std::to_string(v.times) + " times)" : ""));
  lines.push_back("  the rule: " + std::string(v.statement));
  lines.push_back("  settings: " + v.settings);
  if (!v.excuse.empty()) lines.push_back("  allowed here: " + v.excuse);
  add_chain(lines, v.chain);
  return lines;
}

std::vector<std::string> lines_of(const AllowedLoss& loss, const InvariantSettings& settings) {
  std::vector<std::string> lines;
  std::string head = settings.name(loss.tp);
  head += loss.first == kUnknownOffset ? ": records that never arrived"
                                       : ": " + offsets(loss.first, loss.next) + " of epoch " + num(loss.epoch);
  lines.push_back(head + " lost, " + std::to_string(loss.count()) +
                  " acknowledged records; allowed: " + loss.allowed_by);
  for (const LostRun& run : joined(loss.records))
    lines.push_back("  " + settings.name(run.producer) + ": records " + num(run.first_id) + "-" +
                    num(run.first_id + (run.count - 1)));
  add_chain(lines, loss.chain);
  return lines;
}

}  // namespace kafka
