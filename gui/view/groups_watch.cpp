#include "gui/view/groups_watch.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "gui/view/unread_reasons.h"
#include "scenarios/engine/run/quantities.h"

namespace view {
namespace {

/// Is `name` one of "crashes-1, leaves-1"?
bool hits(const std::string& target, const std::string& name) {
  return (", " + target + ", ").find(", " + name + ", ") != std::string::npos;
}

std::string text(sim::Duration d) { return scenario::duration_text(sim::to_seconds(d), 3); }

}  // namespace

const scenario::GroupSpec& GroupsWatch::spec(kafka::GroupId group) const {
  return experiment_.spec().groups[static_cast<std::size_t>(group.value())];
}

GroupsWatch::Member* GroupsWatch::member(kafka::ClientId id) {
  if (by_client_.empty()) {
    const auto& groups = experiment_.spec().groups;
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (std::int32_t m = 0; m < groups[g].members; ++m) {
        const kafka::GroupId group(static_cast<std::int32_t>(g));
        by_client_[experiment_.cluster().member(group, m).id()].group = group;
      }
  }
  const auto it = by_client_.find(id);
  return it == by_client_.end() ? nullptr : &it->second;
}

// ---- bands

void GroupsWatch::begin(std::optional<std::size_t>& slot, kafka::ClientId id, MemberBand band, std::string why) {
  end(slot);
  const Member& m = by_client_.at(id);
  slot = members_.size();
  MemberSpan span{m.group, id, band, now_, std::nullopt, {}, m.generation, std::move(why)};
  if (band == MemberBand::owns) span.partitions = m.owned;
  members_.push_back(std::move(span));
  changed_ = true;
}

void GroupsWatch::end(std::optional<std::size_t>& slot) {
  if (!slot) return;
  members_[*slot].end = now_;
  slot.reset();
  changed_ = true;
}

void GroupsWatch::step(kafka::ClientId id, MemberBand band) {
  Member* const m = member(id);
  if (m == nullptr || (m->phase && members_[*m->phase].band == band)) return;
  begin(m->phase, id, band);
}

void GroupsWatch::own(kafka::ClientId id, Member& m) {
  if (m.owned.empty())
    begin(m.owning, id, MemberBand::idle, idle_why(m));
  else
    begin(m.owning, id, MemberBand::owns);
}

std::string GroupsWatch::idle_why(const Member& m) const {
  const auto it = assigned_.find(m.group);
  if (it == assigned_.end() || it->second.generation.value() != m.generation) return "owns no partition";
  const std::vector<std::int32_t>& counts = it->second.partitions;
  const std::int32_t partitions = std::accumulate(counts.begin(), counts.end(), 0);
  const auto members = static_cast<std::int32_t>(it->second.members.size());
  if (members <= partitions) return "owns no partition";
  return "more members (" + std::to_string(members) + ") than partitions (" + std::to_string(partitions) + ")";
}

void GroupsWatch::give_up(kafka::ClientId id, const std::vector<kafka::TopicPartition>& partitions) {
  Member* const m = member(id);
  if (m == nullptr) return;
  std::erase_if(m->owned, [&](kafka::TopicPartition tp) {
    return std::find(partitions.begin(), partitions.end(), tp) != partitions.end();
  });
  if (m->owned.empty())
    end(m->owning);
  else
    begin(m->owning, id, MemberBand::owns);
}

void GroupsWatch::die(kafka::ClientId id, std::string why) {
  Member* const m = member(id);
  if (m == nullptr) return;
  end(m->phase);
  m->owned.clear();
  begin(m->owning, id, MemberBand::dead, std::move(why));
}

// ---- events

void GroupsWatch::on(const kafka::ClientStarted& e) {
  if (Member* const m = member(e.client)) end(m->owning);
}

void GroupsWatch::on(const kafka::ClientStopped& e) {
  Member* const m = member(e.client);
  if (m == nullptr) return;
  const bool ended = m->owning && members_[*m->owning].band == MemberBand::dead;
  if (ended) return;  // ConsumerFailed has said why
  const kafka::ConsumerConfig& config = spec(m->group).config;
  const bool leaves = e.how == "clean" && config.internal_leave_group_on_close && config.group_instance_id.empty();
  die(e.client, leaves ? "closed: it left the group with LeaveGroup"
                       : "coordinator notices after session.timeout.ms = " + text(config.session_timeout_ms));
}

void GroupsWatch::on(const kafka::ConsumerFailed& e) { die(e.member, std::string(e.exception)); }

void GroupsWatch::on(const kafka::MemberJoining& e) { step(e.member, MemberBand::joining); }

void GroupsWatch::on(const kafka::MemberLeft& e) {
  Member* const m = member(e.member);
  if (m == nullptr) return;
  end(m->phase);
  end(m->owning);
  m->owned.clear();
}

void GroupsWatch::on(const kafka::PartitionsAssigned& e) {
  Member* const m = member(e.member);
  if (m == nullptr) return;
  end(m->phase);
  m->owned = e.partitions;
  m->generation = e.generation.value();
  own(e.member, *m);
}

void GroupsWatch::on(const kafka::GroupAssigned& e) {
  assigned_[e.group] = e;
  changed_ = true;
}

void GroupsWatch::on(const kafka::FaultBegan& e) {
  if (e.kind != "pause") return;
  for (const auto& [id, m] : by_client_) {
    if (!hits(e.target, experiment_.cluster().client_name(id))) continue;
    pauses_.push_back({id, now_, std::nullopt});
    changed_ = true;
  }
}

void GroupsWatch::on(const kafka::FaultEnded& e) {
  if (e.kind != "pause") return;
  for (Pause& p : pauses_) {
    if (p.end || !hits(e.target, experiment_.cluster().client_name(p.member))) continue;
    p.end = now_;
    changed_ = true;
  }
}

// ---- the chart

std::shared_ptr<const GroupsChart> GroupsWatch::take_changed(sim::SimTime) {
  if (!changed_) return nullptr;
  changed_ = false;
  auto chart = std::make_shared<GroupsChart>();
  chart->members = members_;
  for (std::size_t g = 0; g < experiment_.spec().groups.size(); ++g) {
    const kafka::GroupId id(static_cast<std::int32_t>(g));
    add_rebalances(*chart, id, experiment_.rebalances().of(id));
    add_readers(*chart, id);
  }
  add_pauses(*chart);
  return chart;
}

void GroupsWatch::add_readers(GroupsChart& chart, kafka::GroupId group) const {
  const scenario::GroupRebalances& of = experiment_.rebalances().of(group);
  for (const scenario::Ownership& o : of.owners.ownerships())
    chart.readers.push_back({group, o.tp, o.member, o.begin, o.end, "", kafka::kNoClient});
  for (const scenario::UnreadTime& u : of.owners.unread()) add_unread(chart, group, of, u);
}

/// As long as its owner stands still, a partition has an owner and no reader.
void GroupsWatch::add_pauses(GroupsChart& chart) const {
  const std::size_t known = chart.readers.size();
  for (const Pause& p : pauses_) {
    for (std::size_t i = 0; i < known; ++i) {
      const ReaderSpan& r = chart.readers[i];
      if (r.reader != p.member || (r.end && *r.end <= p.begin) || (p.end && r.begin >= *p.end)) continue;
      ReaderSpan unread{r.group, r.tp, kafka::kNoClient, std::max(r.begin, p.begin), p.end, "owner stands still",
                        r.reader};
      if (r.end && (!unread.end || *r.end < *unread.end)) unread.end = r.end;
      chart.readers.push_back(std::move(unread));
    }
  }
}

}  // namespace view
