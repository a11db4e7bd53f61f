#include "scenarios/engine/reference/schema.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "model/config/behaviour.h"
#include "model/config/config_def.h"
#include "scenarios/engine/loader/format.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {
namespace {

using Json = nlohmann::ordered_json;
using Leads = FormatKey::Leads;

constexpr std::array kSections{
    std::pair{Section::variant, "variant"},
    std::pair{Section::step, "step"},
    std::pair{Section::set, "set"},
    std::pair{Section::cluster, "cluster"},
    std::pair{Section::broker, "broker"},
    std::pair{Section::hardware, "hardware"},
    std::pair{Section::costs, "costs"},
    std::pair{Section::compression, "compression"},
    std::pair{Section::codec, "codec"},
    std::pair{Section::zookeeper, "zookeeper"},
    std::pair{Section::zookeeper_server, "zookeeper-server"},
    std::pair{Section::behaviour, "behaviour"},
    std::pair{Section::topic, "topic"},
    std::pair{Section::assignment, "assignment"},
    std::pair{Section::broker_config, "broker-config"},
    std::pair{Section::topic_config, "topic-config"},
    std::pair{Section::producer_config, "producer-config"},
    std::pair{Section::consumer_config, "consumer-config"},
    std::pair{Section::producer, "producer"},
    std::pair{Section::workload, "workload"},
    std::pair{Section::transactions, "transactions"},
    std::pair{Section::key, "key"},
    std::pair{Section::phase, "phase"},
    std::pair{Section::group, "group"},
    std::pair{Section::distribution, "distribution"},
    std::pair{Section::poison, "poison"},
    std::pair{Section::transform, "transform"},
    std::pair{Section::trucks, "trucks"},
    std::pair{Section::fault, "fault"},
    std::pair{Section::admin, "admin"},
    std::pair{Section::expectation, "expectation"},
    std::pair{Section::reference, "reference"},
};

Json reference_to(std::string_view name) { return {{"$ref", fmt::format("#/definitions/{}", name)}}; }

Json section(Section wanted) {
  for (const auto& [known, name] : kSections) {
    if (known == wanted) return reference_to(name);
  }
  return Json::object();
}

Json scalar() { return {{"type", {"string", "number", "boolean", "null"}}}; }

/// A number, or a text of that pattern.
Json written(std::string_view pattern, bool bare_number) {
  Json text{{"type", "string"}, {"pattern", pattern}};
  if (bare_number) return {{"anyOf", {Json{{"type", "number"}, {"minimum", 0}}, text}}};
  return {{"anyOf", {Json{{"const", 0}}, text}}};
}

Json texts() {
  const Json one{{"type", {"string", "number", "boolean"}}};
  return {{"anyOf", {one, Json{{"type", "array"}, {"items", one}}}}};
}

/// One of them written plainly, or with ", " between them in a table.
Json one_of(std::string_view words) {
  Json all = Json::array();
  while (!words.empty()) {
    const std::size_t comma = words.find(", ");
    all.push_back(words.substr(0, comma));
    words = comma == std::string_view::npos ? std::string_view() : words.substr(comma + 2);
  }
  return {{"enum", std::move(all)}};
}

Json definitions_of_values() {
  Json j;
  j["scalar"] = scalar();
  j["text"] = {{"type", {"string", "number", "boolean"}}};
  j["texts"] = texts();
  j["duration"] = written(R"(^\s*([0-9][0-9_]*(\.[0-9]+)?\s*(ns|us|ms|s|m|min|h|d)\s*)+$|^0$)", false);
  j["amount"] = written(R"(^\s*[0-9][0-9_]*(\.[0-9]+)?\s*(B|kB|MB|GB|TB|KiB|MiB|GiB|TiB)?\s*$)", true);
  j["rate"] = written(R"(^\s*[0-9][0-9_]*(\.[0-9]+)?[kM]?\s*(/\s*(s|m|h|d))?\s*$)", true);
  j["bandwidth"] = written(R"(^\s*([0-9][0-9_]*(\.[0-9]+)?\s*[kMGT]?i?(bit|B|b)(/s|ps)|unlimited)\s*$)", true);
  j["whole"] = {
      {"anyOf", {Json{{"type", "integer"}, {"minimum", 0}}, Json{{"type", "string"}, {"pattern", "^[0-9][0-9_]*$"}}}}};
  j["number"] = written(R"(^[0-9][0-9_]*(\.[0-9]+)?$)", true);
  j["part"] = {{"anyOf",
                {Json{{"type", "number"}, {"minimum", 0}, {"maximum", 1}},
                 Json{{"type", "string"}, {"pattern", R"(^[0-9.]+\s*%$)"}}}}};
  j["truth"] = {{"type", "boolean"}};
  return j;
}

std::string_view name_of(Leads leads) {
  switch (leads) {
    case Leads::text:
      return "text";
    case Leads::texts:
      return "texts";
    case Leads::duration:
      return "duration";
    case Leads::amount:
      return "amount";
    case Leads::rate:
      return "rate";
    case Leads::bandwidth:
      return "bandwidth";
    case Leads::whole:
      return "whole";
    case Leads::number:
      return "number";
    case Leads::part:
      return "part";
    case Leads::truth:
      return "truth";
    case Leads::value:
    case Leads::words:
    case Leads::section:
    case Leads::list:
    case Leads::named:
      break;
  }
  return "";
}

Json shape_of(const FormatKey& key) {
  const Json simple = {{"anyOf", {reference_to("scalar"), Json{{"type", "array"}}}}};
  switch (key.leads) {
    case Leads::value:
      return Json::object();
    case Leads::words:
      return one_of(key.words);
    case Leads::section:
      return key.or_value ? Json{{"anyOf", {section(key.section), simple}}} : section(key.section);
    case Leads::list: {
      const Json list{{"type", "array"}, {"items", section(key.section)}};
      return key.or_value ? Json{{"anyOf", {list, simple}}} : list;
    }
    case Leads::named:
      return {{"type", "object"}, {"additionalProperties", section(key.section)}};
    default:
      return reference_to(name_of(key.leads));
  }
}

/// draft 7 ignores what stands beside $ref, so that the words come with it in allOf.
Json described(std::string_view meaning, Json shape) {
  Json j{{"description", meaning}};
  if (shape.contains("$ref")) {
    j["allOf"] = Json::array({std::move(shape)});
  } else {
    j.update(shape);
  }
  return j;
}

Json object_of(Json properties) {
  return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

Json of_keys(Section wanted) {
  Json properties = Json::object();
  for (const FormatKey& key : keys_of(wanted))
    properties[std::string(key.name)] = described(key.meaning, shape_of(key));
  return object_of(std::move(properties));
}

/// Settings take any simple value: the units are those of their names, and the loader knows their limits.
template <class C>
Json settings() {
  Json properties;
  for (const kafka::Field<C>& field : kafka::fields<C>()) {
    std::string words(field.meaning);
    words += fmt::format("; default {}", field.defaults.v3_9.empty() ? "none" : field.defaults.v3_9);
    if (field.defaults.v2_3 != field.defaults.v3_9)
      words += fmt::format(" (2.3: {})", field.defaults.v2_3.empty() ? "none" : field.defaults.v2_3);
    properties[std::string(field.name)] = {{"description", words},
                                           {"type", {"string", "number", "boolean", "array", "null"}}};
  }
  return object_of(std::move(properties));
}

Json behaviours() {
  Json properties;
  for (const std::string_view name : kafka::switch_names()) properties[std::string(name)] = {{"type", "boolean"}};
  return object_of(std::move(properties));
}

std::string statistics_text(const Measure& m) { return fmt::format("{}", fmt::join(m.statistics, ", ")); }

Json expectation(Section keys) {
  Json j = of_keys(keys);
  Json& properties = j["properties"];
  for (const ComparisonKey& c : comparison_keys()) {
    if (keys != Section::expectation) break;
    properties[std::string(c.name)] = {
        {"description", c.meaning},
        {"anyOf", {reference_to("scalar"), Json{{"type", "array"}}, reference_to("reference")}}};
  }
  for (const Measure& m : measures()) {
    properties[std::string(m.name)] = {
        {"description", fmt::format("{}. Statistics: {}", m.meaning, statistics_text(m))},
        {"type", {"string", "number", "array", "null"}}};
  }
  return j;
}

template <class Infos>
void restrict_kind(Json& section, const Infos& infos) {
  Json names = Json::array();
  for (const auto& info : infos) names.push_back(info.name);
  section["properties"]["kind"]["enum"] = std::move(names);
  section["required"] = Json::array({"kind"});
}

Json definition_of(Section wanted) {
  switch (wanted) {
    case Section::broker_config:
      return settings<kafka::BrokerConfig>();
    case Section::topic_config:
      return settings<kafka::TopicConfig>();
    case Section::producer_config:
      return settings<kafka::ProducerConfig>();
    case Section::consumer_config:
      return settings<kafka::ConsumerConfig>();
    case Section::behaviour:
      return behaviours();
    case Section::set:
      return {{"type", "object"}};
    case Section::assignment:
      return {{"type", "object"},
              {"patternProperties", {{"^[0-9]+$", {{"type", "array"}, {"items", {{"type", "integer"}}}}}}},
              {"additionalProperties", false}};
    case Section::expectation:
    case Section::reference:
      return expectation(wanted);
    default:
      return of_keys(wanted);
  }
}

}  // namespace

std::string scenario_schema() {
  Json schema;
  schema["$schema"] = "http://json-schema.org/draft-07/schema#";
  schema["title"] = "A scenario of kafkasim";
  schema.update(of_keys(Section::root));
  schema["required"] = Json::array({"title", "duration"});
  Json definitions = definitions_of_values();
  for (const auto& [wanted, name] : kSections) {
    Json definition = definition_of(wanted);
    if (wanted == Section::fault) restrict_kind(definition, fault_kinds());
    if (wanted == Section::admin) restrict_kind(definition, admin_kinds());
    if (wanted == Section::variant) definition["required"] = Json::array({"title"});
    if (wanted == Section::step) definition["required"] = Json::array({"at", "say"});
    definitions[std::string(name)] = std::move(definition);
  }
  schema["definitions"] = std::move(definitions);
  return schema.dump(2) + '\n';
}

}  // namespace scenario
