#include "model/broker/config_admin_manager.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "model/broker/admin_result.h"
#include "model/broker/config_entries.h"
#include "model/config/config_def.h"
#include "model/config/throttled_replica_list.h"
#include "model/types/exception_name.h"
#include "model/types/topic_name.h"

namespace kafka {

namespace {

using Type = ConfigResource::Type;

AdminError refused(ErrorCode error, std::string message) { return {.error = error, .message = std::move(message)}; }

/// "topics/orders". Kafka: ConfigType.
std::string entity_of(const ConfigResource& resource) {
  if (resource.type == Type::TOPIC) return "topics/" + resource.name;
  return "brokers/" + (resource.name.empty() ? std::string(zk_data::kDefaultEntity) : resource.name);
}

/// Kafka: ConfigResource.toString.
std::string text_of(const ConfigResource& resource) {
  return std::string("ConfigResource(type=") + (resource.type == Type::TOPIC ? "TOPIC" : "BROKER") + ", name='" +
         resource.name + "')";
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> list(1);
  for (const char c : text) {
    if (c == ',') {
      list.emplace_back();
    } else {
      list.back() += c;
    }
  }
  return list;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& word : list) text += (text.empty() ? "" : ",") + word;
  return text;
}

/// Of a setting that is a list: its default as text. Nothing: it is none.
template <class C>
std::optional<std::string> default_of_list(const std::string& name, Profile release) {
  const Field<C>* field = find_field<C>(name);
  if (field == nullptr || field->type != ConfigType::LIST) return std::nullopt;
  return std::string(field->defaults.of(release));
}
std::optional<std::string> default_of_list(Type type, const std::string& name, Profile release) {
  if (type == Type::TOPIC && (name == kLeaderThrottledReplicas || name == kFollowerThrottledReplicas)) return "";
  return type == Type::TOPIC ? default_of_list<TopicConfig>(name, release)
                             : default_of_list<BrokerConfig>(name, release);
}

/// Source: ConfigAdminManager.prepareIncrementalConfigs.
AdminError prepare(const ConfigResource& resource, const std::vector<AlterConfigOp>& ops, Profile release,
                   zk_data::Overrides& configs) {
  using Op = AlterConfigOp::OpType;
  for (const AlterConfigOp& op : ops) {
    if (op.type == Op::SET) configs[op.name] = op.value;
    if (op.type == Op::DELETE) configs.erase(op.name);
    if (op.type != Op::APPEND && op.type != Op::SUBTRACT) continue;
    const std::optional<std::string> fallback = default_of_list(resource.type, op.name, release);
    const std::string verb = op.type == Op::APPEND ? "append" : "subtract";
    if (!fallback)
      return refused(ErrorCode::INVALID_CONFIG, "Config value " + verb + " is not allowed for config key: " + op.name);
    const std::string before = configs.contains(op.name) ? configs.at(op.name) : *fallback;
    std::vector<std::string> list = before.empty() ? std::vector<std::string>() : words(before);
    for (const std::string& word : words(op.value)) {
      const auto it = std::find(list.begin(), list.end(), word);
      if (op.type == Op::APPEND && it == list.end()) list.push_back(word);
      if (op.type == Op::SUBTRACT && it != list.end()) list.erase(it);
    }
    configs[op.name] = joined(list);
  }
  return {};
}

/// Source: LogConfig.validate, ThrottledReplicaListValidator.
AdminError validate_topic_settings(const ConfigResource& resource, const zk_data::Overrides& configs) {
  TopicConfig scratch;
  for (const auto& [name, value] : configs)
    if (set(scratch, name, "").error == SetResult::Error::unknown_name)
      return refused(ErrorCode::INVALID_CONFIG, "Unknown topic config name: " + name);
  const auto invalid = [&](const std::string& why) {
    return refused(ErrorCode::INVALID_CONFIG, "Invalid config value for resource " + text_of(resource) + ": " + why);
  };
  for (const auto& [name, value] : configs) {
    const SetResult result = set(scratch, name, value);
    if (!result.ok() && result.error != SetResult::Error::not_modelled) return invalid(result.message);
    if (name != kLeaderThrottledReplicas && name != kFollowerThrottledReplicas) continue;
    if (const std::string why = refused_throttled_replicas(name, value); !why.empty()) return invalid(why);
  }
  return {};
}

std::optional<std::int32_t> integer(const std::string& text) {
  std::int32_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

/// 3.4 brought the switch, with KIP-866.
bool ConfigAdminManager::is_2_3() const { return !context_.behaviour.kraft_controller_epoch; }

AdminError ConfigAdminManager::check_broker(const std::string& name, const std::string& or_empty) const {
  if (name.empty()) return {};
  const std::optional<std::int32_t> id = integer(name);
  const std::string what = is_2_3() ? "Broker id" : "Node id";
  if (!id) return refused(ErrorCode::INVALID_REQUEST, what + " must be an integer, but it is: " + name);
  if (*id == context_.id.value()) return {};
  return refused(ErrorCode::INVALID_REQUEST, "Unexpected broker id, expected " + std::to_string(context_.id.value()) +
                                                 or_empty + ", but received " + name);
}

// ---- DescribeConfigs

/// Topics' settings are read where they are stored. Source: ConfigHelper.describeConfigs.
void ConfigAdminManager::describe_configs(const DescribeConfigsRequest& request, Done done) {
  std::vector<zk::Request> reads;
  for (const ConfigResource& resource : request.resources)
    if (resource.type == Type::TOPIC) reads.push_back(zk::GetData{zk_data::topic_config_path(resource.name)});
  const auto answer = [this, resources = request.resources, done](const std::vector<zk::Response>& stored) {
    DescribeConfigsResponse response;
    std::size_t next = 0;
    for (const ConfigResource& resource : resources) {
      zk_data::Overrides overrides;
      if (resource.type == Type::TOPIC) overrides = zk_data::decode_config(stored[next++].data);
      response.resources.push_back(describe(resource, overrides));
    }
    done({response});
  };
  if (reads.empty()) return answer({});
  zk_.send(std::move(reads), answer);
}

DescribeConfigsResponse::Resource ConfigAdminManager::describe(const ConfigResource& resource,
                                                               const zk_data::Overrides& stored) const {
  const Profile release = is_2_3() ? Profile::v2_3 : Profile::v3_9;
  if (resource.type == Type::BROKER) {
    const AdminError error = check_broker(resource.name, " or empty string");
    if (!error.ok()) return {.resource = resource, .error = error};
    return {
        .resource = resource,
        .entries = resource.name.empty() ? default_config_entries(broker_) : broker_config_entries(broker_, release)};
  }
  if (!metadata_.contains(context_.topics.find(resource.name)))
    return {.resource = resource, .error = refused(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, "")};
  return {.resource = resource, .entries = topic_config_entries(stored, broker_, release)};
}

// ---- AlterConfigs, IncrementalAlterConfigs

void ConfigAdminManager::alter_configs(const AlterConfigsRequest& request, Done done) {
  std::vector<Alteration> all;
  for (const auto& [resource, wanted] : request.resources)
    all.push_back({resource, [wanted = wanted](zk_data::Overrides& configs) {
                     configs = wanted;
                     return AdminError{};
                   }});
  alter_next(std::make_shared<const std::vector<Alteration>>(std::move(all)), std::make_shared<Errors>(),
             [done](Errors errors) { done({AlterConfigsResponse{std::move(errors)}}); });
}

void ConfigAdminManager::incremental_alter_configs(const IncrementalAlterConfigsRequest& request, Done done) {
  std::vector<Alteration> all;
  const Profile release = is_2_3() ? Profile::v2_3 : Profile::v3_9;
  for (const auto& [resource, ops] : request.resources)
    all.push_back({resource, [resource = resource, ops = ops, release](zk_data::Overrides& configs) {
                     std::set<std::string> names;
                     for (const AlterConfigOp& op : ops)
                       if (!names.insert(op.name).second)
                         return refused(ErrorCode::INVALID_REQUEST, "Error due to duplicate config keys");
                     return prepare(resource, ops, release, configs);
                   }});
  alter_next(std::make_shared<const std::vector<Alteration>>(std::move(all)), std::make_shared<Errors>(),
             [done](Errors errors) { done({IncrementalAlterConfigsResponse{std::move(errors)}}); });
}

/// One after the other. Source: ConfigAdminManager.preprocess, for what is asked of a resource twice.
void ConfigAdminManager::alter_next(std::shared_ptr<const std::vector<Alteration>> all, std::shared_ptr<Errors> errors,
                                    std::function<void(Errors)> done) {
  if (errors->size() == all->size()) return done(std::move(*errors));
  const Alteration& next = (*all)[errors->size()];
  const auto told = [this, all, errors, done = std::move(done)](AdminError error) {
    errors->push_back(std::move(error));
    alter_next(all, errors, done);
  };
  const auto same = [&](const Alteration& other) { return other.resource == next.resource; };
  if (std::count_if(all->begin(), all->end(), same) > 1)
    return told(refused(ErrorCode::INVALID_REQUEST, "Each resource must appear at most once."));
  alter(next, told);
}

void ConfigAdminManager::alter(const Alteration& alteration, Told told) {
  const ConfigResource& resource = alteration.resource;
  if (resource.type == Type::BROKER) {
    if (AdminError error = check_broker(resource.name, ""); !error.ok()) return told(error);
  } else if (resource.name.empty()) {
    return told(refused(ErrorCode::INVALID_REQUEST, "Default topic resources are not allowed."));
  }
  admin_.entity_config(entity_of(resource), [this, alteration, told = std::move(told)](zk_data::Overrides configs) {
    if (AdminError error = alteration.change(configs); !error.ok()) return told(error);
    const ConfigResource& changed = alteration.resource;
    changed.type == Type::TOPIC ? alter_topic(changed.name, configs, told) : alter_broker(changed.name, configs, told);
  });
}

/// Source: ZkAdminManager.alterTopicConfigs.
void ConfigAdminManager::alter_topic(const std::string& topic, const zk_data::Overrides& configs, Told told) {
  if (!metadata_.contains(context_.topics.find(topic)))
    return told(refused(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, "The topic '" + topic + "' does not exist."));
  const ConfigResource resource{Type::TOPIC, topic};
  if (AdminError error = validate_topic_settings(resource, configs); !error.ok()) return told(error);
  admin_.change_entity_config(entity_of(resource), configs,
                              [told = std::move(told)](const AdminResult& result) { told(error_of(result)); });
}

/// Source: ConfigAdminManager.validateBrokerConfigChange, ZkAdminManager.alterBrokerConfigs. 2.3 said more.
void ConfigAdminManager::alter_broker(const std::string& name, const zk_data::Overrides& configs, Told told) {
  const ConfigResource resource{Type::BROKER, name};
  const std::string why = broker_.refused(configs, !name.empty());
  const std::string prefix = is_2_3() ? "Invalid config value for resource " + text_of(resource) + ": " : "";
  if (!why.empty()) return told(refused(ErrorCode::INVALID_REQUEST, prefix + why));
  admin_.change_entity_config(entity_of(resource), configs,
                              [told = std::move(told)](const AdminResult& result) { told(error_of(result)); });
}

}  // namespace kafka
