#include "gui/breakfix/exercise.h"

#include <QCoreApplication>
#include <algorithm>

#include "sim/random/streams.h"

namespace breakfix {
namespace {

constexpr double kLeastDuration = 100;  // seconds: before it, something to compare with; after it, its consequences

QString broker_name(const kafka::BrokerSpec& b) { return QStringLiteral("broker-%1").arg(b.id.value()); }
QString server_name(int i) { return QStringLiteral("zookeeper-%1").arg(i + 1); }
QString member_name(const scenario::GroupSpec& g, int i) {
  const QString group = QString::fromStdString(g.name);
  return g.members == 1 ? group : QStringLiteral("%1-%2").arg(group).arg(i + 1);
}

/// Slowness only shows where each record costs time.
bool takes_time(const scenario::GroupSpec& g) {
  return g.members > 0 && std::visit([](const auto& d) { return d.mean() > 0; }, g.application.processing);
}

class Choice {
 public:
  Choice(const QString& cluster, std::uint64_t number)
      : rng_(sim::Streams(number).stream(("breakfix/" + cluster).toStdString())) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(rng_.below(n)); }
  /// A whole number of seconds.
  double seconds(double from, double until) {
    return from + static_cast<double>(below(static_cast<std::size_t>(until - from) + 1));
  }

 private:
  sim::Rng rng_;
};

void aim_at_broker(Exercise& e, const scenario::ScenarioSpec& spec, Choice& choice) {
  e.targets = {broker_name(spec.cluster.brokers[choice.below(spec.cluster.brokers.size())])};
}

void aim_at_member(Exercise& e, const scenario::ScenarioSpec& spec, Choice& choice) {
  std::vector<const scenario::GroupSpec*> groups;
  for (const scenario::GroupSpec& g : spec.groups)
    if (e.trouble != Trouble::slow_consumer || takes_time(g)) groups.push_back(&g);
  const scenario::GroupSpec& group = *groups[choice.below(groups.size())];
  const auto member = static_cast<int>(choice.below(static_cast<std::size_t>(group.members)));
  e.group = QString::fromStdString(group.name);
  e.targets = {member_name(group, member)};
}

void aim(Exercise& e, const scenario::ScenarioSpec& spec, Choice& choice) {
  switch (info_of(e.trouble).area) {
    case Area::broker:
      return aim_at_broker(e, spec, choice);
    case Area::zookeeper: {
      const int servers = spec.cluster.zookeeper.servers;
      const int dead = e.trouble == Trouble::quorum_loss ? servers / 2 + 1 : 1;
      const auto first = static_cast<int>(choice.below(static_cast<std::size_t>(servers)));
      for (int i = 0; i < dead; ++i) e.targets << server_name((first + i) % servers);
      e.targets.sort();
      return;
    }
    case Area::consumer:
      return aim_at_member(e, spec, choice);
    case Area::producer:
      e.targets = {QString::fromStdString(spec.producers[choice.below(spec.producers.size())].name)};
      return;
  }
}

/// As one would type it.
QString words_of(const Exercise& e) {
  const QString who = info_of(e.trouble).area == Area::consumer   ? "consumer " + e.targets.front()
                      : info_of(e.trouble).area == Area::producer ? "producer " + e.targets.front()
                                                                  : e.targets.join(QStringLiteral(", "));
  const auto fault = [&](const char* kind, const char* more = "") {
    return QStringLiteral("%1 %2%3 for %4s").arg(QLatin1String(kind), who, QLatin1String(more)).arg(e.lasts);
  };
  switch (e.trouble) {
    case Trouble::broker_crash:
    case Trouble::zookeeper_crash:
    case Trouble::quorum_loss:
    case Trouble::consumer_crash:
    case Trouble::producer_crash:
      return fault("kill");
    case Trouble::broker_hang:
    case Trouble::consumer_hang:
      return fault("pause");
    case Trouble::slow_disk:
      return fault("slow-disk", " factor 2000");
    case Trouble::full_disk:
      return fault("full-disk");
    case Trouble::cut_off:
      return fault("partition");
    case Trouble::cut_from_zookeeper:
      return fault("partition", " peers zookeeper");
    case Trouble::lossy_network:
      return fault("flaky-link", " probability 5%");
    case Trouble::slow_network:
      return fault("slow-link", " latency 200ms");
    case Trouble::slow_consumer:
      return fault("slow-host", " factor 100");
  }
  return {};
}

}  // namespace

QString quorum_name() { return QStringLiteral("zookeeper"); }

std::vector<Trouble> troubles_of(const scenario::ScenarioSpec& spec) {
  std::vector<Trouble> all;
  for (int i = 0; i < kTroubles; ++i) {
    const auto trouble = static_cast<Trouble>(i);
    const TroubleInfo& info = info_of(trouble);
    const int servers = spec.cluster.zookeeper.servers;
    if (info.area == Area::broker && spec.cluster.brokers.size() < 2) continue;
    if (trouble == Trouble::zookeeper_crash && servers < 3) continue;
    if (trouble == Trouble::quorum_loss && servers < 1) continue;
    if (trouble == Trouble::cut_from_zookeeper && servers < 1) continue;
    if (info.area == Area::consumer && spec.groups.empty()) continue;
    if (trouble == Trouble::slow_consumer && std::none_of(spec.groups.begin(), spec.groups.end(), takes_time)) continue;
    if (info.area == Area::producer && spec.producers.empty()) continue;
    all.push_back(trouble);
  }
  return all;
}

QStringList targets_of(const scenario::ScenarioSpec& spec) {
  QStringList all;
  for (const kafka::BrokerSpec& b : spec.cluster.brokers) all << broker_name(b);
  for (int i = 0; i < spec.cluster.zookeeper.servers; ++i) all << server_name(i);
  if (spec.cluster.zookeeper.servers > 0) all << quorum_name();
  for (const scenario::GroupSpec& g : spec.groups)
    for (int i = 0; i < g.members; ++i) all << member_name(g, i);
  for (const scenario::ProducerSpec& p : spec.producers) all << QString::fromStdString(p.name);
  return all;
}

Exercise make_exercise(const QString& cluster, const scenario::ScenarioSpec& spec, std::uint64_t number,
                       QString& problem) {
  Exercise e;
  e.cluster = cluster;
  e.number = number;
  const double duration = sim::to_seconds(spec.duration);
  const std::vector<Trouble> troubles = troubles_of(spec);
  if (duration < kLeastDuration)
    problem = QCoreApplication::translate("breakfix", "It is too short: a fault needs %1 s to be looked for.")
                  .arg(kLeastDuration);
  else if (troubles.empty())
    problem = QCoreApplication::translate("breakfix", "There is nothing in it that could be ill.");
  if (!problem.isEmpty()) return e;
  Choice choice(cluster, number);
  e.trouble = troubles[choice.below(troubles.size())];
  aim(e, spec, choice);
  const double whole = std::min(duration, 600.0);
  e.at = choice.seconds(0.2 * whole, 0.5 * whole) + 0.001 * static_cast<double>(choice.below(1000));
  e.lasts = choice.seconds(0.2 * whole, 0.35 * whole);
  e.words = words_of(e);
  return e;
}

view::RunSource without_own_faults(view::RunSource source) {
  source.set.emplace_back("faults=[]");
  source.set.emplace_back("expect=[]");
  source.set.emplace_back("steps=[]");
  return source;
}

}  // namespace breakfix
