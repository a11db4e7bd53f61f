#include "scenarios/engine/run/group_json.h"

namespace scenario {
namespace {

constexpr std::size_t kMostListed = 2'000;  ///< rebalances and intervals: more than anybody draws

Json moment(const std::optional<sim::SimTime>& time) {
  if (!time) return nullptr;
  return sim::to_seconds(*time);
}

/// The first ones, if there are very many.
template <class All, class ToJson>
Json first_json(const std::vector<All>& all, ToJson to_json) {
  Json j = Json::array();
  for (std::size_t i = 0; i < std::min(all.size(), kMostListed); ++i) j.push_back(to_json(all[i]));
  return j;
}

Json part_json(const RunResult& run, const MemberPart& m) {
  return Json{{"member", client_json(run, m.member)}, {"joining_s", moment(m.joining)},
              {"joined_s", moment(m.joined)},         {"syncing_s", moment(m.syncing)},
              {"assigned_s", moment(m.assigned)},     {"partitions", m.partitions}};
}

Json rebalance_json(const RunResult& run, const GroupRebalances& all, const Rebalance& r) {
  Json j;
  j["from_generation"] = r.before.value();
  if (r.generation != kafka::kNoGeneration) j["generation"] = r.generation.value();
  j["reason"] = r.reason;
  j["caused_by"] = client_json(run, r.caused_by);
  j["coordinator"] = r.coordinator.value();
  j["protocol"] = r.protocol;
  j["leader"] = client_json(run, r.leader);
  j["started_s"] = sim::to_seconds(r.started);
  j["joined_s"] = moment(r.joined);
  j["synced_s"] = moment(r.synced);
  j["ended_s"] = moment(r.ended);
  j["waited_for"] = client_json(run, r.waited_for());
  j["did_not_rejoin"] = list_json(r.missing, [&](kafka::ClientId m) { return client_json(run, m); });
  j["members"] = list_json(r.members, [&](const MemberPart& m) { return part_json(run, m); });
  j["unread_partition_s"] = sim::to_seconds(all.unread_until(r, run.end));
  j["reread_records"] = r.reread;
  j["lag_peak"] = r.lag_peak;
  return j;
}

Json ownership_json(const RunResult& run, const Ownership& o) {
  return Json{{"partition", partition_name(run, o.tp)},
              {"member", client_json(run, o.member)},
              {"generation", o.generation.value()},
              {"begin_s", sim::to_seconds(o.begin)},
              {"end_s", moment(o.end)}};
}

Json unread_json(const RunResult& run, const UnreadTime& u) {
  Json j{{"partition", partition_name(run, u.tp)},
         {"begin_s", sim::to_seconds(u.begin)},
         {"end_s", moment(u.end)},
         {"given_up_by", client_json(run, u.given_up_by)},
         {"how", u.how},
         {"taken_by", client_json(run, u.taken_by)}};
  if (u.generation != kafka::kNoGeneration) j["generation"] = u.generation.value();
  return j;
}

}  // namespace

Json rebalances_json(const RunResult& run, const GroupRebalances& all) {
  Json j;
  j["completed"] = all.completed(sim::SimTime::min(), sim::SimTime::max());
  j["unread_partition_s"] = sim::to_seconds(all.owners.total_unread(sim::SimTime::min(), run.end));
  j["longest_unread_s"] = sim::to_seconds(all.owners.longest_unread(sim::SimTime::min(), run.end));
  j["lag_peak"] = all.lag_peak;
  j["rebalances"] = first_json(all.rebalances, [&](const Rebalance& r) { return rebalance_json(run, all, r); });
  j["owned"] = first_json(all.owners.ownerships(), [&](const Ownership& o) { return ownership_json(run, o); });
  j["unread"] = first_json(all.owners.unread(), [&](const UnreadTime& u) { return unread_json(run, u); });
  return j;
}

}  // namespace scenario
