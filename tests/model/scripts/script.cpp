#include "tests/model/scripts/script.h"

#include <charconv>
#include <cstdio>
#include <sstream>

#include "model/config/config_def.h"
#include "model/producer/murmur2.h"
#include "tests/support/trace_text.h"

namespace kafka::testing {

namespace {

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) throw ScriptError{"not a number: " + text};
  return value;
}

sim::Duration duration(const std::string& text) {
  const std::size_t unit = text.find_first_not_of("0123456789");
  if (unit == std::string::npos || unit == 0) throw ScriptError{"not a duration: " + text};
  const std::int64_t value = number(text.substr(0, unit));
  const std::string name = text.substr(unit);
  if (name == "us") return std::chrono::microseconds(value);
  if (name == "ms") return std::chrono::milliseconds(value);
  if (name == "s") return std::chrono::seconds(value);
  if (name == "m") return std::chrono::minutes(value);
  if (name == "h") return std::chrono::hours(value);
  throw ScriptError{"not a duration: " + text};
}

/// Takes a setting out of the list.
std::string take(std::map<std::string, std::string>& settings, const std::string& name, const std::string& fallback) {
  const auto it = settings.find(name);
  if (it == settings.end()) return fallback;
  std::string value = it->second;
  settings.erase(it);
  return value;
}

/// What is left must be settings of Kafka's.
template <class Config>
void apply_settings(Config& config, const std::map<std::string, std::string>& settings) {
  for (const auto& [name, value] : settings) {
    const SetResult result = set(config, name, value);
    if (!result.ok()) throw ScriptError{result.message.empty() ? "unknown: " + name : result.message};
  }
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

}  // namespace

std::string Script::run(const std::string& text) {
  std::string out;
  bool expected = false;
  for (const std::string& line : [&] {
         std::vector<std::string> lines;
         std::stringstream stream(text);
         for (std::string l; std::getline(stream, l);) lines.push_back(l);
         return lines;
       }()) {
    if (expected && !line.empty()) continue;  // replaced by what is seen
    expected = false;
    out += line + "\n";
    if (line.empty() || line.starts_with('#')) continue;
    if (line == "---") {
      out += trace();
      expected = true;
      continue;
    }
    command(line);
  }
  return out;
}

void Script::command(const std::string& line) {
  Words words;
  Settings settings;
  for (const std::string& word : split(line, ' ')) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      words.push_back(word);
    } else {
      settings[word.substr(0, equals)] = word.substr(equals + 1);
    }
  }
  if (describe(words, settings)) return;
  start();
  act(words, settings);
}

bool Script::describe(const Words& words, Settings& settings) {
  const std::string& verb = words.at(0);
  if (verb == "cluster") {
    describe_cluster(settings);
  } else if (verb == "topic") {
    describe_topic(words, settings);
  } else if (verb == "producer") {
    add_producer(words, settings);
  } else if (verb == "group") {
    add_group(words, settings);
  } else {
    return false;
  }
  if (started_) throw ScriptError{"the cluster has started: " + verb};
  return true;
}

void Script::describe_cluster(Settings& settings) {
  fixture_.brokers(static_cast<int>(number(take(settings, "brokers", "1"))));
  fixture_.spec.profile = take(settings, "profile", "3.9") == "2.3" ? Profile::v2_3 : Profile::v3_9;
  fixture_.spec.hardware.network.latency = duration(take(settings, "latency", "1ms"));
  fixture_.spec.config = profile_defaults<BrokerConfig>(fixture_.spec.profile);
  fixture_.spec.config.offsets_topic_num_partitions = 1;
  apply_settings(fixture_.spec.config, settings);
}

void Script::describe_topic(const Words& words, Settings& settings) {
  fixture_.topic(words.at(1), static_cast<int>(number(take(settings, "partitions", "1"))),
                 static_cast<int>(number(take(settings, "replication.factor", "1"))));
  TopicSpec& topic = fixture_.spec.topics.back();
  topic.config = profile_defaults<TopicConfig>(fixture_.spec.profile);
  for (const std::string& replicas : split(take(settings, "assignment", ""), ';')) {
    topic.assignment.emplace_back();
    for (const std::string& id : split(replicas, ','))
      topic.assignment.back().push_back(BrokerId(static_cast<std::int32_t>(number(id))));
  }
  apply_settings(topic.config, settings);
}

void Script::add_producer(const Words& words, Settings& settings) {
  Client client{.name = words.at(1), .config = profile_defaults<ProducerConfig>(fixture_.spec.profile)};
  apply_settings(client.config, settings);
  producers_.push_back(std::move(client));
}

void Script::add_group(const Words& words, Settings& settings) {
  ConsumerGroupSpec group;
  group.name = words.at(1);
  group.topics = {take(settings, "topic", "")};
  group.members = static_cast<std::int32_t>(number(take(settings, "members", "1")));
  group.start_after = duration(take(settings, "start", "0s"));
  group.application.processing = sim::Constant{sim::to_seconds(duration(take(settings, "processing", "0s")))};
  group.config = profile_defaults<ConsumerConfig>(fixture_.spec.profile);
  apply_settings(group.config, settings);
  groups_.push_back(std::move(group));
}

void Script::start() {
  if (started_) return;
  started_ = true;
  Cluster& cluster = fixture_.build();
  for (const Client& p : producers_)
    applications_[p.name] = std::make_unique<TestApplication>(cluster.add_producer(p.name, "", p.config));
  for (const ConsumerGroupSpec& g : groups_) cluster.add_group(g);
  cluster.start();
}

void Script::act(const Words& words, Settings& settings) {
  const std::string& verb = words.at(0);
  const auto broker = [&] { return fixture_.cluster().host(BrokerId(static_cast<std::int32_t>(number(words.at(1))))); };
  if (verb == "run") return fixture_.run_for(duration(words.at(1)));
  if (verb == "send") return send(words, settings);
  if (verb == "pause") return fixture_.cluster().pause(broker());
  if (verb == "resume") return fixture_.cluster().resume(broker());
  if (verb == "stop") {
    const std::string how = words.size() > 2 ? words[2] : "kill";
    return fixture_.cluster().stop(broker(), how == "power_loss" ? sim::StopKind::power_loss : sim::StopKind::kill);
  }
  throw ScriptError{"unknown command: " + verb};
}

void Script::send(const Words& words, Settings& settings) {
  const auto application = applications_.find(words.at(1));
  if (application == applications_.end()) throw ScriptError{"no producer " + words.at(1)};
  ProducerRecord record;
  record.topic = fixture_.cluster().topics().find(words.at(2));
  record.value_size = static_cast<std::int32_t>(number(take(settings, "size", "100")));
  record.partition = PartitionId(static_cast<std::int32_t>(number(take(settings, "partition", "-1"))));
  const std::string key = take(settings, "key", "");
  if (!key.empty())
    record.key = {.size = static_cast<std::int32_t>(key.size()), .positive_hash = to_positive(murmur2(key))};
  application->second->send(record, number(take(settings, "count", "1")));
  if (!settings.empty()) throw ScriptError{"unknown: " + settings.begin()->first};
}

std::string Script::trace() {
  start();
  std::string text;
  for (; told_ < fixture_.events.seen.size(); ++told_) {
    const RecordingSink::Seen& seen = fixture_.events.seen[told_];
    const std::string what = trace_text(fixture_.cluster(), seen.event);
    if (what.empty()) continue;
    char time[32];
    std::snprintf(time, sizeof time, "%9.6f  ", sim::to_seconds(seen.time));
    const std::string who = seen.host == kNoHost ? "cluster" : fixture_.cluster().host_name(seen.host);
    text += time + who + std::string(who.size() < 11 ? 11 - who.size() : 1, ' ') + what + "\n";
  }
  return text;
}

}  // namespace kafka::testing
