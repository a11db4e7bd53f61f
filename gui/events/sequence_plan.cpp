#include "gui/events/sequence_plan.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "gui/view/event_chain.h"
#include "gui/view/seconds.h"

namespace events {
namespace {

constexpr std::size_t kMostBatches = 12;
constexpr std::size_t kMostFollowing = 8;
constexpr std::size_t kMostLines = 9;
constexpr double kSilent = 0.25;  ///< seconds: a longer stretch in which nothing happens is folded

using view::seconds;

std::string line_of(const view::EventRow& row) {
  if (row.kind == view::EventClass::fault) return row.who.substr(0, row.who.find_first_of(" ,"));
  return row.where.empty() ? "ZooKeeper" : row.where;
}

/// Clients above, then brokers, then ZooKeeper: as requests go.
int rank(const std::string& name) {
  if (name.starts_with("broker-")) return 1;
  if (name.starts_with("zookeeper-")) return 2;
  return name == "ZooKeeper" ? 3 : 0;
}

class Planner {
 public:
  Planner(const view::RunRecord& record, const scenario::Names& names) : record_(record), names_(names) {}

  SequencePlan make(std::uint64_t number) {
    choose(number);
    if (rows_.empty()) return plan_;
    add_lines();
    add_dots(number);
    add_batches();
    fold();
    add_downtimes();
    for (const view::FaultSpan& f : record_.faults())
      if (seconds(f.begin) >= plan_.from && seconds(f.begin) <= plan_.until) plan_.faults.push_back(f);
    return plan_;
  }

 private:
  void choose(std::uint64_t number) {
    rows_ = view::chain_to(record_, number);
    chain_ = rows_.size();
    for (const view::Consequence& c : view::consequences_of(record_, number, 3 * kMostFollowing))
      if (c.depth <= 2 && rows_.size() < chain_ + kMostFollowing) rows_.push_back(c.row);
    // What broke on the way: clients that lost the machine that is down.
    if (chain_ == 0) return;
    const view::EventRow& root = *rows_.front();
    std::size_t lost = 0;
    for (const view::EventRow& row : record_.events()) {
      if (row.number <= root.number || lost >= 2) continue;
      if (row.time > rows_[chain_ - 1]->time) break;
      if (row.name == "ConnectionLost" && row.cause != 0 && in_chain(row.cause)) {
        rows_.push_back(&row);
        ++lost;
      }
    }
    std::sort(rows_.begin(), rows_.end(), [](const auto* a, const auto* b) { return a->number < b->number; });
    rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
  }
  [[nodiscard]] bool in_chain(std::uint64_t number) const {
    return std::any_of(rows_.begin(), rows_.end(), [&](const auto* r) { return r->number == number; });
  }

  void add_lines() {
    std::vector<std::string> names;
    for (const view::EventRow* const row : rows_) {
      const std::string name = line_of(*row);
      if (std::find(names.begin(), names.end(), name) == names.end() && names.size() < kMostLines)
        names.push_back(name);
    }
    std::stable_sort(names.begin(), names.end(),
                     [](const auto& a, const auto& b) { return std::pair(rank(a), a) < std::pair(rank(b), b); });
    for (const std::string& name : names) plan_.lines.push_back({name, {}});
  }
  [[nodiscard]] std::size_t line(const std::string& name) const {
    const auto it =
        std::find_if(plan_.lines.begin(), plan_.lines.end(), [&](const Lifeline& l) { return l.name == name; });
    return static_cast<std::size_t>(it - plan_.lines.begin());
  }

  void add_dots(std::uint64_t number) {
    explained_ = number;
    std::map<std::uint64_t, const view::EventRow*> by_number;
    for (const view::EventRow* const row : rows_) {
      const std::size_t at = line(line_of(*row));
      if (at == plan_.lines.size()) continue;
      plan_.dots.push_back({at, row, row->number == number});
      moments_.push_back(seconds(row->time));
      const auto cause = by_number.find(row->cause);
      if (row->name == "ConnectionLost") {
        add_lost(*row, at);
      } else if (cause != by_number.end()) {
        const std::size_t from = line(line_of(*cause->second));
        if (from != at)
          plan_.arrows.push_back({SequenceArrow::Kind::leads_to, from, at, seconds(cause->second->time),
                                  seconds(row->time), row->text, row->kind, row});
      }
      by_number[row->number] = row;
    }
  }
  void add_lost(const view::EventRow& row, std::size_t from) {
    for (std::size_t i = 0; i < plan_.lines.size(); ++i)
      if (row.text.find(plan_.lines[i].name + ":") != std::string::npos)
        plan_.arrows.push_back(
            {SequenceArrow::Kind::lost, from, i, seconds(row.time), seconds(row.time), row.text, row.kind, &row});
  }

  /// The last ones before the chain begins, and the first ones after it: what went on, and what goes on again.
  void add_batches() {
    for (const view::EventRow* const row : rows_)
      if (row->number <= explained_ && row->kind != view::EventClass::fault && row->who != row->where &&
          row->who.rfind('-') != std::string::npos &&
          (row->kind == view::EventClass::election || row->kind == view::EventClass::isr ||
           row->kind == view::EventClass::log))
        partition_ = row->who;
    const double begin = moments_.front();
    const double end = *std::max_element(moments_.begin(), moments_.end());
    std::vector<SequenceArrow> before;
    std::vector<SequenceArrow> after;
    for (const view::Hop& hop : record_.hops()) {
      const std::size_t from = line(names_.host(hop.from));
      const std::size_t to = line(names_.host(hop.to));
      if (from == plan_.lines.size() || to == plan_.lines.size()) continue;
      const std::string partition = names_.partition(hop.tp);
      if (!partition_.empty() && partition != partition_) continue;
      const double sent = seconds(hop.sent);
      if (sent < begin - 2 || sent > end + 2) continue;
      const char* const what = hop.kind == view::FlowNow::Kind::produce     ? "Produce "
                               : hop.kind == view::FlowNow::Kind::replicate ? "replicate "
                                                                            : "Fetch ";
      SequenceArrow arrow{
          SequenceArrow::Kind::batch, from, to, sent, seconds(hop.received), what + names_.partition(hop.tp),
          view::EventClass::request};
      if (sent < begin) {
        before.push_back(arrow);
        if (before.size() > 3) before.erase(before.begin());
      } else if (sent > end && after.size() < 3) {
        after.push_back(arrow);
      } else if (sent <= end && !partition_.empty() && before.size() + after.size() < kMostBatches && within_ < 6) {
        ++within_;
        after.push_back(arrow);
      }
    }
    for (auto* const some : {&before, &after})
      for (SequenceArrow& arrow : *some) {
        moments_.push_back(arrow.sent);
        moments_.push_back(arrow.received);
        plan_.arrows.push_back(std::move(arrow));
      }
  }

  void fold() {
    std::sort(moments_.begin(), moments_.end());
    plan_.from = moments_.front();
    plan_.until = moments_.back();
    double last = plan_.from;
    for (const double m : moments_) {
      const double gap = m - last;
      if (gap <= 1e-9) continue;
      // A microsecond and a second both must be seen: width grows with the logarithm.
      const bool folded = gap > kSilent;
      plan_.stretches.push_back({last, m, folded, folded ? 2.2 : 0.35 + 0.45 * std::log10(1 + gap * 1e4)});
      last = m;
    }
    if (plan_.stretches.empty()) plan_.stretches.push_back({plan_.from, plan_.from + 1e-3, false, 1});
  }

  void add_downtimes() {
    std::map<std::string, double> down;
    for (const view::EventRow& row : record_.events()) {
      const std::size_t at = line(row.where);
      if (at == plan_.lines.size()) continue;
      if (row.name == "BrokerStopped" || row.name == "ClientStopped" || row.name == "ZooKeeperServerStopped") {
        down.try_emplace(row.where, seconds(row.time));
      } else if (row.name == "BrokerStarted" || row.name == "ClientStarted" || row.name == "ZooKeeperServerStarted") {
        const auto it = down.find(row.where);
        if (it == down.end()) continue;
        plan_.lines[at].down.emplace_back(it->second, seconds(row.time));
        down.erase(it);
      }
    }
    for (const auto& [name, since] : down) plan_.lines[line(name)].down.emplace_back(since, 1e12);
  }

  const view::RunRecord& record_;
  const scenario::Names& names_;
  SequencePlan plan_;
  std::vector<const view::EventRow*> rows_;
  std::size_t chain_ = 0;
  std::vector<double> moments_;
  int within_ = 0;
  std::uint64_t explained_ = 0;
  std::string partition_;  // that the chain is about; "": of many, or none
};

}  // namespace

double SequencePlan::place(double at) const {
  double whole = 0;
  double before = 0;
  for (const Stretch& s : stretches) {
    whole += s.weight;
    if (at >= s.until)
      before += s.weight;
    else if (at > s.from)
      before += s.weight * (at - s.from) / (s.until - s.from);
  }
  return whole > 0 ? before / whole : 0;
}

SequencePlan plan_sequence(const view::RunRecord& record, std::uint64_t number, const scenario::Names& names) {
  return Planner(record, names).make(number);
}

}  // namespace events
