#include "scenarios/engine/loader/format.h"

#include <array>

namespace scenario {
namespace {

constexpr auto kSection = FormatKey::Leads::section;
constexpr auto kList = FormatKey::Leads::list;

constexpr auto kNamed = FormatKey::Leads::named;

constexpr std::array<FormatKey, 17> kRoot{{
    {"title", "one line: what happens here"},
    {"chapter", "where it stands in the course, such as Consumer groups"},
    {"lesson", "what there is to learn, in a few sentences"},
    {"steps", "list of moments to look at, each with a word and perhaps a question", kList, Section::step},
    {"variants", "the same with something changed: a map of names", kNamed, Section::variant},
    {"seed", "start of all random numbers; default 1"},
    {"duration", "simulated time until the end of the run"},
    {"profile", "\"2.3\" or \"3.9\": defaults and behaviour of that Kafka release; default 3.9"},
    {"cluster", "brokers, their settings, their hardware", kSection, Section::cluster},
    {"topics", "list of topics that exist from the beginning", kList, Section::topic},
    {"producers", "list of applications that send", kList, Section::producer},
    {"groups", "list of consumer groups", kList, Section::group},
    {"trucks", "the truck fleet with its two applications", kSection, Section::trucks},
    {"faults", "list of what goes wrong", kList, Section::fault},
    {"admin", "list of what an administrator does", kList, Section::admin},
    {"sample.every", "step of the recorded series; default 1s"},
    {"expect", "list of what the run must show", kList, Section::expectation},
}};

constexpr std::array<FormatKey, 3> kVariantOnly{{
    {"set", "paths and values, as --set has them: {producers.shop.config.acks: 1}", kSection, Section::set},
    {"without", "list of paths that the variant does not have: [faults.crash]"},
    {"expect.only", "list of what the variant must show, and nothing of the scenario's own", kList,
     Section::expectation},
}};

/// A variant has the keys of a scenario but those that it shares with all others of its file.
constexpr auto kVariant = [] {
  std::array<FormatKey, kRoot.size() - 2 + kVariantOnly.size()> keys{};
  std::size_t n = 0;
  for (const FormatKey& key : kRoot) {
    if (key.name != "chapter" && key.name != "variants") keys.at(n++) = key;
  }
  for (const FormatKey& key : kVariantOnly) keys.at(n++) = key;
  return keys;
}();

constexpr std::array<FormatKey, 7> kStep{{
    {"at", "when: simulated time"},
    {"look", "what to look at, or a list: a target as in faults, topic T, partition T-P, group G, a measure, map"},
    {"say", "what there is to see, in a sentence or two"},
    {"question", "asked before the run shows it"},
    {"choices", "list of answers to choose from"},
    {"answer", "the one of them that is right"},
    {"proof", "the name of the expectation that proves it"},
}};

constexpr std::array<FormatKey, 6> kCluster{{
    {"brokers", "how many (ids from 101), a list of ids, or a list of {id, rack}", kList, Section::broker},
    {"config", "server.properties of every broker", kSection, Section::broker_config},
    {"hardware", "machines and wires", kSection, Section::hardware},
    {"zookeeper", "the ensemble: servers and settings", kSection, Section::zookeeper},
    {"protocol", "how replicas agree: hw, kip101, kip279, v201, kip320, v28 or v39; default that of the profile"},
    {"behaviour", "single changes of Kafka, switched on or off", kSection, Section::behaviour},
}};

constexpr std::array<FormatKey, 2> kBroker{{
    {"id", "broker.id"},
    {"rack", "broker.rack"},
}};

constexpr std::array<FormatKey, 11> kHardware{{
    {"preset", "ideal, lan or zones: values for all that is not given; default lan"},
    {"latency", "one way between any two machines"},
    {"rack.latency", "one way between machines of the same rack"},
    {"broker.nic", "bandwidth of a broker's network card, each direction"},
    {"client.nic", "bandwidth of a client's network card, each direction"},
    {"disk.read", "bandwidth of a broker's disk, reading"},
    {"disk.write", "bandwidth of a broker's disk, writing"},
    {"disk.fsync", "time of one fsync"},
    {"page.cache", "memory that keeps recently written data readable without the disk; 0 = all of it"},
    {"costs", "processor time of a broker's work", kSection, Section::costs},
    {"compression", "what codecs make of records, and what that costs", kSection, Section::compression},
}};

constexpr std::array<FormatKey, 5> kCosts{{
    {"network.thread.per.request", "network thread: each request or response"},
    {"network.thread.per.kib", "network thread: each KiB of it"},
    {"io.thread.per.request", "request handler: each request"},
    {"io.thread.per.partition", "request handler: each partition named in a Produce or Fetch"},
    {"io.thread.per.kib", "request handler: each KiB of a Produce"},
}};

constexpr std::array<FormatKey, 4> kCompression{{
    {"gzip", "the codec gzip", kSection, Section::codec},
    {"snappy", "the codec snappy", kSection, Section::codec},
    {"lz4", "the codec lz4", kSection, Section::codec},
    {"zstd", "the codec zstd", kSection, Section::codec},
}};

constexpr std::array<FormatKey, 3> kCodec{{
    {"ratio", "compressed by uncompressed size; default 0.35 gzip, 0.55 snappy and lz4, 0.33 zstd"},
    {"cpu.per.mb",
     "processor time of a producer for 1 MiB of records; default 25ms gzip, 2ms snappy and lz4, 5ms zstd"},
    {"decompression.per.mb", "the same of a consumer; default a third of cpu.per.mb"},
}};

constexpr std::array<FormatKey, 7> kZooKeeper{{
    {"servers", "how many, or a list of {rack}; default 3", kList, Section::zookeeper_server},
    {"tickTime", "zoo.cfg: basic unit of time; default 2000 ms"},
    {"initLimit", "zoo.cfg: ticks a follower may take to connect and to get in sync; default 10"},
    {"syncLimit", "zoo.cfg: ticks without an answer after which leader and follower part; default 5"},
    {"minSessionTimeout", "zoo.cfg: least session timeout a client gets; default 2 ticks"},
    {"maxSessionTimeout", "zoo.cfg: largest session timeout a client gets; default 20 ticks"},
    {"forceSync", "zookeeper.forceSync: yes or no: acknowledge only what is on the disk; default yes"},
}};

constexpr std::array<FormatKey, 1> kZooKeeperServer{{
    {"rack", "where it stands"},
}};

constexpr std::array<FormatKey, 18> kFault{{
    {"kind",
     "stop, kill, power-loss, restart, pause, partition, slow-link, flaky-link, slow-disk, full-disk, slow-host"},
    {"target", "a machine, or a list: found when the fault begins"},
    {"at", "when it begins"},
    {"for", "how long it lasts; default: until the end of the run"},
    {"every", "again after so long"},
    {"repeat", "how often in all; default: until the end of the run"},
    {"jitter", "each time begins up to so much later"},
    {"how", "restart: clean, kill or power-loss; default clean"},
    {"peers", "links: the other end; default: everybody else"},
    {"groups", "partition: a list of lists of targets that cannot reach each other, instead of target"},
    {"direction", "links: both, out (from the target) or in; default both"},
    {"latency", "slow-link: added, one way"},
    {"latency.jitter", "slow-link: and up to so much more"},
    {"bandwidth", "slow-link: all its traffic of one direction shares this"},
    {"ramp", "slow-link: time in which its latency grows from nothing to all of it"},
    {"probability", "flaky-link: that a message breaks its connection, such as 0.1%"},
    {"factor", "slow-disk, slow-host: how many times as long everything takes"},
    {"name", "for --set and for you"},
}};

constexpr std::array<FormatKey, 11> kAdmin{{
    {"kind",
     "create-topic, delete-topic, add-partitions, add-broker, reassign, elect-preferred-leaders, change-config"},
    {"at", "when"},
    {"topic", "which topic"},
    {"partitions", "create-topic, add-partitions: how many in all; elect-preferred-leaders: a list of numbers"},
    {"replication.factor", "create-topic: replicas of each partition"},
    {"assignment", "replicas by partition, preferred leader first", kSection, Section::assignment},
    {"config", "create-topic, change-config: topic settings", kSection, Section::topic_config},
    {"remove", "change-config: list of settings that fall back to the cluster's"},
    {"id", "add-broker: broker.id"},
    {"rack", "add-broker: broker.rack"},
    {"name", "for --set and for you"},
}};

constexpr std::array<FormatKey, 5> kTopic{{
    {"name", "the topic's name"},
    {"partitions", "how many; default num.partitions"},
    {"replication.factor", "replicas of each partition; default default.replication.factor"},
    {"assignment", "replicas by partition, preferred leader first: {0: [101, 102]}", kSection, Section::assignment},
    {"config", "topic settings", kSection, Section::topic_config},
}};

constexpr std::array<FormatKey, 5> kProducer{{
    {"name", "name of the application; instances are NAME-1 to NAME-N"},
    {"count", "how many instances; default 1"},
    {"rack", "where its machines stand"},
    {"config", "producer settings", kSection, Section::producer_config},
    {"workload", "what it sends and when", kSection, Section::workload},
}};

constexpr std::array<FormatKey, 13> kWorkload{{
    {"topic", "where to"},
    {"rate", "records per second of each instance; without it as fast as send() accepts (needs records)"},
    {"arrivals", "even or poisson; default even"},
    {"phases", "list of {for, rate} in turn, again and again, instead of rate", kList, Section::phase},
    {"records", "stop after so many of each instance"},
    {"start", "first moment; default 0"},
    {"stop", "no records at or after this moment"},
    {"value.size", "bytes of a value; default 100B"},
    {"key", "null, one word for all, or a map: uniform, zipf or sequence", kSection, Section::key},
    {"partition", "this partition instead of the partitioner's choice"},
    {"batch", "records handed over at each arrival; default 1"},
    {"compressible", "false: no codec makes its records smaller; default true"},
    {"transactions", "sends in transactions; needs a transactional.id", kSection, Section::transactions},
}};

constexpr std::array<FormatKey, 2> kTransactions{{
    {"every", "time from a transaction's first record to its end; default 100ms"},
    {"abort", "part of the transactions that is aborted; default 0%"},
}};

constexpr std::array<FormatKey, 5> kKey{{
    {"uniform", "as many keys, each equally likely"},
    {"zipf", "as many keys, key 1 the most frequent"},
    {"sequence", "as many keys, one after the other"},
    {"exponent", "zipf: how steep; default 1"},
    {"format", "how key number i is written; default %d"},
}};

constexpr std::array<FormatKey, 2> kPhase{{
    {"for", "how long"},
    {"rate", "records per second in this phase; 0 is a pause"},
}};

constexpr std::array<FormatKey, 15> kGroup{{
    {"name", "group.id"},
    {"topics", "list of topics it subscribes to"},
    {"members", "how many consumers; default 1"},
    {"rack", "where its machines stand"},
    {"start", "when its members start; default 0"},
    {"start.every", "each member starts so much after the one before; default 0"},
    {"processing", "time for one record: a duration, or a map such as {exponential: 5ms}; default 0", kSection,
     Section::distribution},
    {"commit", "automatic, before, after or after-async: when offsets are committed; default automatic"},
    {"sink", "plain, idempotent or transactional: where the effect of the work goes; default plain"},
    {"worker", "true: a second thread does the work while the first polls on; default false"},
    {"poison", "list of records that cannot be processed", kList, Section::poison},
    {"restart.after", "when a member's process that crashed starts again; default 5s"},
    {"transform", "what it reads becomes records of another topic", kSection, Section::transform},
    {"member.ids", "for each member what its id ends with, instead of a random UUID: assignors sort by member ids"},
    {"config", "consumer settings", kSection, Section::consumer_config},
}};

constexpr std::array<FormatKey, 5> kDistribution{{
    {"uniform", "[least, most]"},
    {"exponential", "the mean"},
    {"normal", "[mean, standard deviation]; never below 0"},
    {"log.normal", "[median, s]: s is the standard deviation of the logarithm, such as 0.5"},
    {"constant", "always this"},
}};

constexpr std::array<FormatKey, 4> kPoison{{
    {"topic", "of the record; default: the group's only topic"},
    {"partition", "of the record; default 0"},
    {"offset", "of the record"},
    {"action", "crash or skip; default crash"},
}};

constexpr std::array<FormatKey, 5> kTransform{{
    {"to", "the topic it writes to"},
    {"guarantee", "at_least_once or exactly_once_v2; default at_least_once"},
    {"commit.interval", "time between commits; default 30s, with exactly_once_v2 100ms"},
    {"value.size", "bytes of a value it writes; default 100B"},
    {"config", "settings of its producers", kSection, Section::producer_config},
}};

constexpr std::array<FormatKey, 9> kTrucks{{
    {"fleet", "how many trucks; default 100"},
    {"topic", "where they report; default trucks_gps"},
    {"every", "time between two reports of a truck; default 20s"},
    {"key", "how the key of truck i is written; default %d"},
    {"value.size", "bytes of a report; default 48B"},
    {"stop", "no reports at or after this moment"},
    {"config", "settings of the trucks' producers", kSection, Section::producer_config},
    {"dashboard", "the group that shows where every truck is; default location-dashboard"},
    {"notification", "the group that tells of trucks entering and leaving regions; default notification-service"},
}};

constexpr std::array<FormatKey, 17> kExpectation{{
    {"equals", "exactly this: a value, or a map: with what to compare", kSection, Section::reference},
    {"at-most", "this or less", kSection, Section::reference},
    {"at-least", "this or more", kSection, Section::reference},
    {"between", "a list of two: the lowest and the highest that are right"},
    {"less-than", "less than this", kSection, Section::reference},
    {"more-than", "more than this", kSection, Section::reference},
    {"producer", "about this application; trucks is the fleet"},
    {"group", "about this group"},
    {"topic", "about this topic"},
    {"partition", "about this partition, such as orders-0"},
    {"at", "the value at this moment"},
    {"from", "only what happens from here"},
    {"until", "and before this moment"},
    {"during", "while the fault of this name lasts: instead of from and until"},
    {"after", "from the end of the fault of this name"},
    {"error", "only this error, by Kafka's error code or exception"},
    {"name", "for a step's proof, and for the variant that replaces it"},
}};
/// What a value is compared with: the same value but ...
constexpr std::array<FormatKey, 12> kReference{{
    {"variant", "in the run of this variant; base is the scenario itself"},
    {"times", "so many times of it; default 1"},
    {"producer", "of this application"},
    {"group", "of this group"},
    {"topic", "of this topic"},
    {"partition", "of this partition"},
    {"at", "at this moment"},
    {"from", "from here"},
    {"until", "before this moment"},
    {"during", "while this fault lasts"},
    {"after", "from the end of this fault"},
    {"error", "only this error"},
}};

}  // namespace

std::span<const FormatKey> keys_of(Section section) {
  switch (section) {
    case Section::root:
      return kRoot;
    case Section::variant:
      return kVariant;
    case Section::step:
      return kStep;
    case Section::cluster:
      return kCluster;
    case Section::broker:
      return kBroker;
    case Section::hardware:
      return kHardware;
    case Section::costs:
      return kCosts;
    case Section::compression:
      return kCompression;
    case Section::codec:
      return kCodec;
    case Section::zookeeper:
      return kZooKeeper;
    case Section::zookeeper_server:
      return kZooKeeperServer;
    case Section::fault:
      return kFault;
    case Section::admin:
      return kAdmin;
    case Section::topic:
      return kTopic;
    case Section::producer:
      return kProducer;
    case Section::workload:
      return kWorkload;
    case Section::transactions:
      return kTransactions;
    case Section::key:
      return kKey;
    case Section::phase:
      return kPhase;
    case Section::group:
      return kGroup;
    case Section::distribution:
      return kDistribution;
    case Section::poison:
      return kPoison;
    case Section::transform:
      return kTransform;
    case Section::trucks:
      return kTrucks;
    case Section::set:
    case Section::behaviour:
    case Section::assignment:
    case Section::broker_config:
    case Section::topic_config:
    case Section::producer_config:
    case Section::consumer_config:
      return {};
    case Section::expectation:
      return kExpectation;
    case Section::reference:
      return kReference;
  }
  return {};
}

const FormatKey* find_key(Section section, std::string_view name) {
  for (const FormatKey& key : keys_of(section)) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

bool open_section(Section section) { return keys_of(section).empty(); }

std::vector<std::string_view> key_names(Section section) {
  std::vector<std::string_view> names;
  for (const FormatKey& key : keys_of(section)) names.push_back(key.name);
  return names;
}

}  // namespace scenario
