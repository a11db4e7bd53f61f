#include "gui/compare/outcome.h"

#include <algorithm>

#include <fmt/format.h>

namespace comparing {
namespace {

using scenario::RunResult;

double lost_after_ack(const RunResult& r) {
  std::int64_t most = 0;
  for (const scenario::GroupResult& g : r.groups) most = std::max(most, g.totals.lost());
  return static_cast<double>(most);
}

double delivered(const RunResult& r) {
  std::int64_t sum = 0;
  for (const scenario::GroupResult& g : r.groups) sum += g.totals.delivered;
  return static_cast<double>(sum);
}

double duplicates(const RunResult& r) {
  std::int64_t sum = 0;
  for (const scenario::GroupResult& g : r.groups) sum += g.totals.duplicated;
  return static_cast<double>(sum);
}

std::optional<double> latency_ms(const RunResult& r, double q) {
  const sim::Histogram& h = r.statistics.latency;
  if (h.empty()) return std::nullopt;
  return static_cast<double>(h.value_at_quantile(q)) / 1e6;
}

/// Partitions without a leader that serves, in seconds of each; Kafka's own topics are left out.
double unavailable(const WholeRun& run) {
  double sum = 0;
  for (const scenario::PartitionOutage& o : run.result->outages.partitions)
    if (!run.names->topic(o.tp.topic).starts_with("__")) sum += sim::to_seconds(o.length());
  return sum;
}

double unread(const RunResult& r) {
  double sum = 0;
  for (const scenario::GroupResult& g : r.groups)
    sum += sim::to_seconds(g.rebalances.owners.total_unread(sim::kTimeZero, r.end));
  return sum;
}

/// The worst second of any fault.
std::optional<double> p99_in_faults(const WholeRun& run) {
  const view::RunRecord::Series* const p99 = run.record->find("produce/latency/p99");
  if (p99 == nullptr) return std::nullopt;
  std::optional<double> worst;
  for (const view::FaultSpan& f : run.record->faults()) {
    const double from = sim::to_seconds(f.begin - sim::kTimeZero);
    const double until =
        f.end ? sim::to_seconds(*f.end - sim::kTimeZero) : sim::to_seconds(run.record->until() - sim::kTimeZero);
    for (std::size_t i = 0; i < p99->samples.size(); ++i) {
      const double t = p99->samples.time(i);
      const double value = static_cast<double>(p99->samples.value(i));
      if (t < from || t > until || value != value) continue;
      worst = std::max(worst.value_or(0), value);
    }
  }
  return worst;
}

std::string verdicts(const RunResult& r) {
  if (r.verdicts.empty()) return "none";
  const auto met = std::count_if(r.verdicts.begin(), r.verdicts.end(), [](const auto& v) { return v.met; });
  return fmt::format("{} of {}", met, r.verdicts.size());
}

std::string state(const RunResult& r) {
  std::int64_t behind = 0;
  std::int64_t leaderless = 0;
  for (const scenario::TopicResult& t : r.topics)
    for (const scenario::PartitionResult& p : t.partitions) {
      if (p.leader < 0) ++leaderless;
      if (p.high_watermark < p.log_end_offset) ++behind;
    }
  if (!r.kept_promises()) return "a promise is broken";
  if (leaderless > 0) return fmt::format("{} partition{} without leader", leaderless, leaderless == 1 ? "" : "s");
  if (lost_after_ack(r) > 0) return fmt::format("{:.0f} acked records gone", lost_after_ack(r));
  if (behind > 0) return fmt::format("{} high watermark{} behind", behind, behind == 1 ? "" : "s");
  return "all committed";
}

bool says_the_same(const view::EventRow& a, const view::EventRow& b) {
  return a.time == b.time && a.name == b.name && a.who == b.who && a.text == b.text;
}

}  // namespace

int Figure::better() const {
  if (!a || !b || wanted == Wanted::neither || *a == *b) return 0;
  return (*b > *a) == (wanted == Wanted::more) ? 1 : -1;
}

std::vector<Figure> figures_of(const WholeRun& a, const WholeRun& b) {
  if (!a.result || !b.result) return {};
  const RunResult& x = *a.result;
  const RunResult& y = *b.result;
  std::vector<Figure> all;
  all.push_back({"acknowledged", "", Wanted::more, static_cast<double>(x.totals.acknowledged),
                 static_cast<double>(y.totals.acknowledged)});
  all.push_back({"processed", "", Wanted::more, delivered(x), delivered(y)});
  all.push_back({"lost after ack", "", Wanted::less, lost_after_ack(x), lost_after_ack(y)});
  all.push_back({"duplicates", "", Wanted::less, duplicates(x), duplicates(y)});
  all.push_back({"failed", "", Wanted::less, static_cast<double>(x.totals.failed + x.totals.rejected),
                 static_cast<double>(y.totals.failed + y.totals.rejected)});
  all.push_back({"p50", "ms", Wanted::less, latency_ms(x, 0.5), latency_ms(y, 0.5)});
  all.push_back({"p99", "ms", Wanted::less, latency_ms(x, 0.99), latency_ms(y, 0.99)});
  all.push_back({"p99 in faults", "ms", Wanted::less, p99_in_faults(a), p99_in_faults(b)});
  all.push_back({"unavailable", "s", Wanted::less, unavailable(a), unavailable(b)});
  all.push_back({"unread", "s", Wanted::less, unread(x), unread(y)});
  all.push_back({"expectations", "", Wanted::neither, std::nullopt, std::nullopt, verdicts(x), verdicts(y)});
  all.push_back({"final state", "", Wanted::neither, std::nullopt, std::nullopt, state(x), state(y)});
  return all;
}

Difference first_difference(const view::RunRecord& a, const view::RunRecord& b) {
  Difference d;
  auto x = a.events().begin();
  auto y = b.events().begin();
  for (; x != a.events().end() && y != b.events().end() && x->number == y->number && says_the_same(*x, *y); ++x, ++y)
    d.last = &*x;
  d.differs = x != a.events().end() || y != b.events().end();
  while (x != a.events().end() && y != b.events().end() && says_the_same(*x, *y)) ++x, ++y;
  if (x != a.events().end()) d.a = &*x;
  if (y != b.events().end()) d.b = &*y;
  return d;
}

}  // namespace comparing
