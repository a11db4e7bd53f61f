#include "scenarios/engine/export/trace_rows.h"

#include <algorithm>

#include <fmt/format.h>

namespace scenario {
namespace {

/// Some readers take a tid for unique, and one that is also a pid for the main thread of its process.
constexpr std::int32_t kFirstTid = 1'000'000;

}  // namespace

TraceRows::Lanes* TraceRows::find(sim::HostId host, const std::string& name) {
  const auto process = processes_.find(pid(host));
  if (process == processes_.end()) return nullptr;
  const auto row = process->second.find(name);
  return row == process->second.end() || row->second.empty() ? nullptr : &row->second;
}

TraceRows::Lanes& TraceRows::row(sim::HostId host, const std::string& name) {
  const auto [process, fresh] = processes_.try_emplace(pid(host));
  if (fresh) writer_.name_process(pid(host), host == kafka::kNoHost ? "cluster" : names_.host(host));
  return process->second[name];
}

TraceRows::Lane& TraceRows::add(sim::HostId host, const std::string& row, Lanes& lanes) {
  lanes.push_back({{pid(host), kFirstTid + tids_++}});
  writer_.name_thread(lanes.back().track, lanes.size() == 1 ? row : fmt::format("{} {}", row, lanes.size()));
  return lanes.back();
}

TraceRows::Lane& TraceRows::lane(sim::HostId host, const std::string& name, std::size_t number) {
  Lanes& lanes = row(host, name);
  while (lanes.size() <= number) add(host, name, lanes);
  return lanes[number];
}

// ---- one after another

TraceTrack TraceRows::begin(sim::HostId host, const std::string& name, sim::SimTime at, std::string_view what,
                            std::string_view args) {
  Lane& in = lane(host, name, 0);
  ++in.open;
  writer_.begin(in.track, at, what, args);
  return in.track;
}

void TraceRows::end(sim::HostId host, const std::string& name, sim::SimTime at, std::string_view args) {
  Lanes* const lanes = find(host, name);
  if (lanes != nullptr && lanes->front().open > 0) end(lanes->front(), at, args);
}

void TraceRows::end(Lane& lane, sim::SimTime at, std::string_view args) {
  --lane.open;
  lane.free_at = std::max(lane.free_at, at);
  writer_.end(lane.track, at, args);
}

void TraceRows::close(Lane& lane, sim::SimTime at) {
  while (lane.open > 0) end(lane, at, "");
}

void TraceRows::end_row(sim::HostId host, const std::string& name, sim::SimTime at) {
  Lanes* const lanes = find(host, name);
  if (lanes == nullptr) return;
  for (Lane& lane : *lanes) close(lane, at);
}

void TraceRows::end_host(sim::HostId host, sim::SimTime at) {
  const auto process = processes_.find(pid(host));
  if (process == processes_.end()) return;
  for (auto& [name, lanes] : process->second)
    for (Lane& lane : lanes) close(lane, at);
}

void TraceRows::end_all(sim::SimTime at) {
  for (auto& [pid, rows] : processes_)
    for (auto& [name, lanes] : rows)
      for (Lane& lane : lanes) close(lane, at);
}

// ---- several at once

TraceTrack TraceRows::begin_lane(sim::HostId host, const std::string& name, sim::SimTime at, std::string_view what,
                                 std::string_view args) {
  Lanes& lanes = row(host, name);
  const auto free = std::find_if(lanes.begin(), lanes.end(), [](const Lane& lane) { return lane.open == 0; });
  Lane& in = free == lanes.end() ? add(host, name, lanes) : *free;
  ++in.open;
  writer_.begin(in.track, at, what, args);
  return in.track;
}

void TraceRows::end_lane(TraceTrack track, sim::SimTime at, std::string_view args) {
  for (auto& [name, lanes] : processes_.at(track.pid)) {
    const auto in = std::find_if(lanes.begin(), lanes.end(), [&](const Lane& lane) { return lane.track == track; });
    if (in == lanes.end()) continue;
    if (in->open > 0) end(*in, at, args);
    return;
  }
}

TraceTrack TraceRows::lane_for(sim::HostId host, const std::string& name, sim::SimTime from, sim::SimTime until) {
  Lanes& lanes = row(host, name);
  Lane* best = nullptr;
  for (Lane& lane : lanes)
    if (lane.open == 0 && lane.free_at <= from && (best == nullptr || lane.free_at > best->free_at)) best = &lane;
  if (best == nullptr) best = &add(host, name, lanes);
  best->free_at = until;
  return best->track;
}

}  // namespace scenario
