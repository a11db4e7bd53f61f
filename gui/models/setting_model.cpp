#include "gui/models/setting_model.h"

#include <array>

#include "scenarios/engine/loader/settings_reader.h"

namespace models {
namespace {

QString ms_text(sim::Duration d) { return QString::number(d.count() / 1'000'000); }
QString bool_text(bool on) { return on ? QStringLiteral("true") : QStringLiteral("false"); }

struct Setting {
  const char* name;
  QString (*text)(const kafka::BrokerConfig& config);
};

const std::array<Setting, 14>& settings() {
  using C = kafka::BrokerConfig;
  static const std::array<Setting, 14> kAll{
      {{"zookeeper.session.timeout.ms", [](const C& c) { return ms_text(c.zookeeper_session_timeout_ms); }},
       {"min.insync.replicas", [](const C& c) { return QString::number(c.min_insync_replicas); }},
       {"unclean.leader.election.enable", [](const C& c) { return bool_text(c.unclean_leader_election_enable); }},
       {"replica.lag.time.max.ms", [](const C& c) { return ms_text(c.replica_lag_time_max_ms); }},
       {"auto.leader.rebalance.enable", [](const C& c) { return bool_text(c.auto_leader_rebalance_enable); }},
       {"leader.imbalance.check.interval.seconds",
        [](const C& c) { return QString::number(c.leader_imbalance_check_interval_seconds.count() / 1'000'000'000); }},
       {"controlled.shutdown.enable", [](const C& c) { return bool_text(c.controlled_shutdown_enable); }},
       {"num.io.threads", [](const C& c) { return QString::number(c.num_io_threads); }},
       {"num.network.threads", [](const C& c) { return QString::number(c.num_network_threads); }},
       {"num.replica.fetchers", [](const C& c) { return QString::number(c.num_replica_fetchers); }},
       {"replica.fetch.wait.max.ms", [](const C& c) { return ms_text(c.replica_fetch_wait_max_ms); }},
       {"log.segment.bytes", [](const C& c) { return QString::number(c.log_segment_bytes.count()); }},
       {"offsets.topic.replication.factor",
        [](const C& c) { return QString::number(c.offsets_topic_replication_factor); }},
       {"group.initial.rebalance.delay.ms", [](const C& c) { return ms_text(c.group_initial_rebalance_delay_ms); }}}};
  return kAll;
}

}  // namespace

SettingModel::SettingModel(QObject* parent) : RowModel({tr("Setting"), tr("Value"), tr("Where from")}, parent) {}

void SettingModel::show(const scenario::ScenarioSpec& spec) {
  const kafka::BrokerConfig defaults = scenario::broker_defaults(spec.cluster.profile);
  std::vector<Row> rows;
  for (const Setting& s : settings()) {
    const QString name = QString::fromUtf8(s.name);
    const QString value = s.text(spec.cluster.config);
    const QString before = s.text(defaults);
    const bool changed = value != before;
    rows.push_back(
        {name,
         {{name, changed ? Tone::strong : Tone::plain, name},
          {value, changed ? Tone::warning : Tone::plain, {}},
          {changed ? tr("changed by the scenario, default %1").arg(before) : tr("default"), Tone::muted, {}}}});
  }
  set_rows(std::move(rows));
}

}  // namespace models
