#include "gui/app/scenario_sketch.h"

#include <QCoreApplication>
#include <algorithm>

#include "gui/style/format.h"

namespace app {
namespace {

QString sketch_tr(const char* text) { return QCoreApplication::translate("app::Sketch", text); }

ScenarioSketch::Topic topic_of(const kafka::TopicSpec& spec, const kafka::ClusterSpec& cluster) {
  ScenarioSketch::Topic topic{QString::fromStdString(spec.name), {}};
  const auto brokers = static_cast<int>(cluster.brokers.size());
  const auto place = [&](kafka::BrokerId id) {
    const auto it = std::find_if(cluster.brokers.begin(), cluster.brokers.end(),
                                 [&](const kafka::BrokerSpec& b) { return b.id == id; });
    return static_cast<int>(it - cluster.brokers.begin());
  };
  for (int p = 0; p < spec.partitions && brokers > 0; ++p) {
    std::vector<int> on;
    if (static_cast<std::size_t>(p) < spec.assignment.size())
      for (const kafka::BrokerId id : spec.assignment[static_cast<std::size_t>(p)]) on.push_back(place(id));
    else
      for (int r = 0; r < std::min(spec.replication_factor, brokers); ++r) on.push_back((p + r) % brokers);
    topic.replicas.push_back(std::move(on));
  }
  return topic;
}

ScenarioSketch::Mishap mishap_of(const scenario::FaultSpec& fault, const scenario::ScenarioSpec& spec) {
  ScenarioSketch::Mishap m;
  const std::string_view kind = scenario::name_of(fault.kind);
  m.words = QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
  using Kind = scenario::TargetSpec::Kind;
  for (const scenario::TargetSpec& t : fault.target) {
    m.words += ' ' + QString::fromStdString(t.text);
    for (std::size_t b = 0; b < spec.cluster.brokers.size(); ++b) {
      const kafka::BrokerSpec& broker = spec.cluster.brokers[b];
      if (t.kind == Kind::brokers || (t.kind == Kind::broker && broker.id.value() == t.number) ||
          (t.kind == Kind::rack && broker.rack == t.name))
        m.brokers.push_back(static_cast<int>(b));
    }
  }
  m.begin = sim::to_seconds(fault.at);
  m.end = fault.duration >= spec.duration ? sim::to_seconds(spec.duration) : m.begin + sim::to_seconds(fault.duration);
  return m;
}

}  // namespace

ScenarioSketch ScenarioSketch::of(const scenario::ScenarioSpec& spec) {
  ScenarioSketch s;
  for (const kafka::BrokerSpec& b : spec.cluster.brokers) s.brokers.push_back(QString::number(b.id.value()));
  s.zookeepers = spec.cluster.zookeeper.servers;
  for (const kafka::TopicSpec& t : spec.cluster.topics) s.topics.push_back(topic_of(t, spec.cluster));
  for (const scenario::ProducerSpec& p : spec.producers)
    s.producers.push_back({QString::fromStdString(p.name), p.count, 0});
  if (spec.trucks) s.producers.push_back({sketch_tr("trucks"), spec.trucks->fleet, 0});
  for (const scenario::GroupSpec& g : spec.groups) {
    Client group{QString::fromStdString(g.name), g.members, 0};
    for (const kafka::TopicSpec& t : spec.cluster.topics)
      if (std::find(g.topics.begin(), g.topics.end(), t.name) != g.topics.end()) group.partitions += t.partitions;
    s.groups.push_back(std::move(group));
  }
  if (spec.trucks) {  // their applications need not be written
    for (const std::string& name : {spec.trucks->dashboard_group, spec.trucks->notification_group}) {
      const QString group = QString::fromStdString(name);
      const bool written =
          std::any_of(s.groups.begin(), s.groups.end(), [&](const Client& g) { return g.name == group; });
      if (!written) s.groups.push_back({group, 1, 0});
    }
  }
  for (const scenario::FaultSpec& f : spec.faults) s.mishaps.push_back(mishap_of(f, spec));
  for (const scenario::StepSpec& step : spec.steps) s.steps.push_back(sim::to_seconds(step.at));
  s.duration = sim::to_seconds(spec.duration);
  s.trucks = spec.trucks.has_value();
  return s;
}

QString ScenarioSketch::describe() const {
  QStringList words;
  words << sketch_tr("%1 ZooKeeper servers, %2 brokers").arg(zookeepers).arg(brokers.size());
  for (const Topic& t : topics) words << sketch_tr("topic %1: %2 partitions").arg(t.name).arg(t.replicas.size());
  for (const Client& p : producers) words << sketch_tr("producer %1 x %2").arg(p.name).arg(p.count);
  for (const Client& g : groups) words << sketch_tr("group %1: %2 members").arg(g.name).arg(g.count);
  for (const Mishap& m : mishaps) words << sketch_tr("%1 at %2").arg(m.words, style::clock_text(m.begin, false));
  return words.join("; ");
}

}  // namespace app
