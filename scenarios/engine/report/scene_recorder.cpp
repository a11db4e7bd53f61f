#include "scenarios/engine/report/scene_recorder.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/types/error_code.h"
#include "scenarios/engine/report/fault_bands.h"
#include "scenarios/engine/run/quantities.h"

namespace report {
namespace {

constexpr sim::Duration kAfterwards = std::chrono::seconds(15);
constexpr sim::Duration kLongest = std::chrono::seconds(120);
constexpr sim::Duration kTogether = std::chrono::milliseconds(500);

std::string numbers(const std::vector<kafka::BrokerId>& ids) {
  std::vector<std::int32_t> all;
  for (const kafka::BrokerId id : ids) all.push_back(id.value());
  return fmt::format("{}", fmt::join(all, ", "));
}

bool is_about_the_cluster(const std::string& path) {
  return path == "/controller" || path.starts_with("/brokers/ids") || path.starts_with("/brokers/topics") ||
         path.starts_with("/admin") || path.starts_with("/isr_change_notification");
}

}  // namespace

void SceneRecorder::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  now_ = now;
  host_ = host;
  close_old();
  std::visit([this](const auto& e) { on(e); }, event);
}

std::vector<Scene> SceneRecorder::scenes() const {
  std::vector<Scene> all = done_;
  for (const Open& o : open_) all.push_back(o.scene);
  std::stable_sort(all.begin(), all.end(), [](const Scene& a, const Scene& b) { return a.begin < b.begin; });
  for (Scene& s : all)
    std::stable_sort(s.steps.begin(), s.steps.end(),
                     [](const SceneStep& a, const SceneStep& b) { return a.time < b.time; });
  return all;
}

// ---- telling

void SceneRecorder::close_old() {
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (!open_[i].close || now_ <= *open_[i].close) continue;
    done_.push_back(std::move(open_[i].scene));
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void SceneRecorder::turn() {
  for (Open& o : open_) ++o.phase;
}

void SceneRecorder::mark(Open& open, const std::string& text) {
  ++open.phase;
  open.scene.steps.push_back({SceneStep::Kind::mark, now_, now_, 0, 0, text, "", 1, false});
  open.phases.push_back(open.phase);
}

void SceneRecorder::tell(const SceneActor& from, const SceneActor& to, const Said& said) {
  for (Open& o : open_) add(o, from, to, said);
}

void SceneRecorder::client_note(kafka::ClientId who, const Said& said) {
  for (Open& o : open_)
    if (const auto actor = cast_.client(who, o.victims)) add(o, *actor, *actor, said);
}

void SceneRecorder::talk(kafka::ClientId client, kafka::BrokerId broker, const Said& said) {
  if (broker == kafka::kNoBroker)
    return client_note(client, {SceneStep::Kind::note, said.one, said.many, said.bad, said.patient});
  const SceneActor other = SceneCast::broker(broker);
  for (Open& o : open_) {
    const auto actor = cast_.client(client, o.victims);
    if (!actor) continue;
    const bool answer = said.kind == SceneStep::Kind::answer;
    add(o, answer ? other : *actor, answer ? *actor : other, said);
  }
}

void SceneRecorder::add(Open& open, const SceneActor& from, const SceneActor& to, const Said& said) {
  Scene& scene = open.scene;
  const auto number = [&](const SceneActor& actor) {
    const auto found = std::find(scene.actors.begin(), scene.actors.end(), actor);
    if (found != scene.actors.end()) return static_cast<std::size_t>(found - scene.actors.begin());
    scene.actors.push_back(actor);
    return scene.actors.size() - 1;
  };
  const std::size_t a = number(from);
  const std::size_t b = number(to);
  for (std::size_t i = scene.steps.size(); i-- > 0 && open.phases[i] == open.phase;) {
    SceneStep& s = scene.steps[i];
    const bool same = s.kind == said.kind && s.from == a && s.to == b && s.many == said.many && s.bad == said.bad &&
                      (!said.many.empty() || s.one == said.one);
    if (!same || (!said.bad && !said.patient && now_ - s.last > kTogether)) continue;
    s.last = now_;
    ++s.count;
    return;
  }
  if (scene.steps.size() >= kMostSteps) {
    ++scene.left_out;
    return;
  }
  scene.steps.push_back({said.kind, now_, now_, a, b, said.one, said.many, 1, said.bad});
  open.phases.push_back(open.phase);
}

std::string SceneRecorder::server(sim::HostId host) const {
  return host == kafka::kNoHost ? "" : cast_.names().host(host);
}

// ---- faults

void SceneRecorder::on(const kafka::FaultBegan& e) {
  const std::vector<std::string> targets = targets_of(e.target);
  FaultBand words;
  words.kind = e.kind;
  words.targets = targets;
  for (Open& o : open_) mark(o, words.text());
  const bool known = std::any_of(open_.begin(), open_.end(), [&](const Open& o) { return o.scene.begin == now_; });
  if (!known) {
    if (begun_++ >= kMostScenes) return;
    open_.emplace_back();
    open_.back().scene.begin = now_;
    mark(open_.back(), words.text());
  }
  for (Open& o : open_) {
    if (o.scene.begin != now_) continue;
    o.victims.insert(targets.begin(), targets.end());
    o.lasting.emplace(e.fault, e.target);
    o.close = now_ + kLongest;
  }
}

void SceneRecorder::on(const kafka::FaultEnded& e) {
  for (Open& o : open_) {
    mark(o, fmt::format("{}: {} is over", e.target, e.kind));
    if (o.lasting.erase({e.fault, e.target}) > 0 && o.lasting.empty()) o.close = now_ + kAfterwards;
  }
}

// ---- ZooKeeper

void SceneRecorder::on(const kafka::SessionExpired& e) {
  if (!listening()) return;
  turn();
  const auto owner = owners_.find(e.session);
  const std::string name = owner == owners_.end() ? "somebody" : cast_.names().host(owner->second);
  const std::string silent = scenario::duration_text(sim::to_seconds(e.since_last_touch), 3);
  for (Open& o : open_) {
    const SceneActor zookeeper = cast_.zookeeper(server(host_), o.victims);
    add(o, zookeeper, zookeeper,
        {SceneStep::Kind::note, fmt::format("gives up the session of {}, silent for {}", name, silent), "", false});
  }
}

void SceneRecorder::on(const kafka::WatchFired& e) {
  const auto owner = owners_.find(e.session);
  if (!listening() || owner == owners_.end() || !is_about_the_cluster(e.path)) return;
  const std::string name = cast_.names().host(owner->second);
  if (!name.starts_with("broker-")) return;
  for (Open& o : open_)
    add(o, cast_.zookeeper(server(host_), o.victims), {SceneActor::Kind::broker, name},
        {SceneStep::Kind::message, fmt::format("watch: {} {}", e.type, e.path),
         fmt::format("watches: {} \u00d7{{}}", e.type), false});
}

void SceneRecorder::on(const kafka::ZooKeeperLeaderServing& e) {
  turn();
  for (Open& o : open_) {
    const SceneActor zookeeper = cast_.zookeeper(fmt::format("zookeeper-{}", e.server.value()), o.victims);
    add(o, zookeeper, zookeeper,
        {SceneStep::Kind::note, fmt::format("zookeeper-{} leads the ensemble", e.server.value()), "", false});
  }
}

void SceneRecorder::on(const kafka::BrokerRegistered& e) {
  for (Open& o : open_)
    add(o, SceneCast::broker(e.broker), cast_.zookeeper(server(host_), o.victims),
        {SceneStep::Kind::message, fmt::format("creates /brokers/ids/{}", e.broker.value()), "", false});
}

// ---- the controller

void SceneRecorder::on(const kafka::ControllerElected& e) {
  controller_ = e.broker;
  if (!listening()) return;
  turn();
  note(SceneCast::broker(e.broker),
       {SceneStep::Kind::note, fmt::format("becomes controller, epoch {}", e.controller_epoch.value()), "", false});
}

void SceneRecorder::on(const kafka::ControllerResigned& e) {
  note(SceneCast::broker(e.broker), {SceneStep::Kind::note, "is controller no longer", "", false});
}

void SceneRecorder::on(const kafka::ControllerReady& e) {
  note(SceneCast::broker(e.broker), {SceneStep::Kind::note,
                                     fmt::format("has read {} partitions in {}", e.partitions,
                                                 scenario::duration_text(sim::to_seconds(e.loading), 3)),
                                     "", false});
}

void SceneRecorder::on(const kafka::ControllerSawBrokers& e) {
  if (!listening()) return;
  turn();
  std::vector<std::string> seen;
  if (!e.failed.empty()) seen.push_back(numbers(e.failed) + " gone");
  if (!e.started.empty()) seen.push_back(numbers(e.started) + " here");
  if (!e.bounced.empty()) seen.push_back(numbers(e.bounced) + " restarted");
  note(SceneCast::broker(e.controller),
       {SceneStep::Kind::note, fmt::format("controller sees: {}", fmt::join(seen, ", ")), "", false});
}

void SceneRecorder::on(const kafka::LeaderElected& e) {
  if (!listening()) return;
  note(
      SceneCast::broker(e.controller),
      {SceneStep::Kind::note,
       fmt::format("elects {} for {}{}", e.leader.value(), cast_.names().partition(e.tp), e.unclean ? ": unclean" : ""),
       fmt::format("elects leaders of {{}} partitions{}", e.unclean ? ": unclean" : ""), e.unclean});
}

void SceneRecorder::on(const kafka::LeaderElectionFailed& e) {
  if (!listening()) return;
  note(SceneCast::broker(e.controller), {SceneStep::Kind::note, "finds no leader for " + cast_.names().partition(e.tp),
                                         "finds no leaders for {} partitions", true});
}

void SceneRecorder::on(const kafka::ControlRequestSent& e) {
  if (!listening() || e.controller == e.to) return;
  tell(SceneCast::broker(e.controller), SceneCast::broker(e.to),
       {SceneStep::Kind::message, fmt::format("{}, {} partition{}", e.api, e.partitions, e.partitions == 1 ? "" : "s"),
        fmt::format("{} \u00d7{{}}", e.api), false});
}

void SceneRecorder::on(const kafka::ControlRequestHandled& e) {
  const bool bad = e.error != kafka::ErrorCode::NONE;
  if (!listening() || (e.controller == e.broker && !bad)) return;
  tell(SceneCast::broker(e.broker), SceneCast::broker(e.controller),
       {SceneStep::Kind::answer, fmt::format("{}: {}", e.api, bad ? name_of(e.error) : "done"),
        fmt::format("{}: {} \u00d7{{}}", e.api, bad ? name_of(e.error) : "done"), bad});
}

}  // namespace report
