#include "scenarios/engine/spec/admin_spec.h"

namespace scenario {

const std::vector<AdminKindInfo>& admin_kinds() {
  static const std::vector<AdminKindInfo> kKinds{
      {AdminKind::create_topic,
       "create-topic",
       "a new topic",
       {"topic", "partitions", "replication.factor", "assignment", "config"}},
      {AdminKind::delete_topic, "delete-topic", "a topic and all its records go", {"topic"}},
      {AdminKind::add_partitions,
       "add-partitions",
       "a topic gets more partitions: as many as `partitions` says in all",
       {"topic", "partitions", "assignment"}},
      {AdminKind::add_broker, "add-broker", "a new machine; nothing moves to it by itself", {"id", "rack"}},
      {AdminKind::reassign, "reassign", "other replicas for the partitions named", {"topic", "assignment"}},
      {AdminKind::elect_preferred_leaders,
       "elect-preferred-leaders",
       "the first replica leads again: of the partitions listed, of a topic, or everywhere",
       {"topic", "partitions"}},
      {AdminKind::change_config,
       "change-config",
       "topic settings from now on; `remove` lists those that fall back",
       {"topic", "config", "remove"}},
  };
  return kKinds;
}

std::string_view name_of(AdminKind kind) { return admin_kinds()[static_cast<std::size_t>(kind)].name; }

}  // namespace scenario
