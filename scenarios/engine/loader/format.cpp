#include "scenarios/engine/loader/format.h"

#include <array>

namespace scenario {
namespace {

constexpr auto kSection = FormatKey::Leads::section;
constexpr auto kList = FormatKey::Leads::list;

constexpr auto kNamed = FormatKey::Leads::named;
constexpr auto kText = FormatKey::Leads::text;
constexpr auto kDuration = FormatKey::Leads::duration;
constexpr auto kAmount = FormatKey::Leads::amount;
constexpr auto kRate = FormatKey::Leads::rate;
constexpr auto kBandwidth = FormatKey::Leads::bandwidth;
constexpr auto kWhole = FormatKey::Leads::whole;
constexpr auto kNumber = FormatKey::Leads::number;
constexpr auto kPart = FormatKey::Leads::part;
constexpr auto kTruth = FormatKey::Leads::truth;
constexpr auto kWords = FormatKey::Leads::words;
constexpr auto kTexts = FormatKey::Leads::texts;

constexpr std::array<FormatKey, 17> kRoot{{
    {"title", "one line: what happens here", kText},
    {"chapter", "where it stands in the course, such as Consumer groups", kText},
    {"lesson", "what there is to learn, in a few sentences", kText},
    {"steps", "list of moments to look at, each with a word and perhaps a question", kList, Section::step},
    {"variants", "the same with something changed: a map of names", kNamed, Section::variant},
    {"seed", "start of all random numbers; default 1", kWhole},
    {"duration", "simulated time until the end of the run", kDuration},
    {"profile", "\"2.3\" or \"3.9\": defaults and behaviour of that Kafka release; default 3.9"},
    {"cluster", "brokers, their settings, their hardware", kSection, Section::cluster},
    {"topics", "list of topics that exist from the beginning", kList, Section::topic},
    {"producers", "list of applications that send", kList, Section::producer},
    {"groups", "list of consumer groups", kList, Section::group},
    {"trucks", "the truck fleet with its two applications", kSection, Section::trucks},
    {"faults", "list of what goes wrong", kList, Section::fault},
    {"admin", "list of what an administrator does", kList, Section::admin},
    {"sample.every", "step of the recorded series; default 1s", kDuration},
    {"expect", "list of what the run must show", kList, Section::expectation},
}};

constexpr std::array<FormatKey, 3> kVariantOnly{{
    {"set", "paths and values, as --set has them: {producers.shop.config.acks: 1}", kSection, Section::set},
    {"without", "list of paths that the variant does not have: [faults.crash]", kTexts},
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
    {"at", "when: simulated time", kDuration},
    {"look", "what to look at, or a list: a target as in faults, topic T, partition T-P, group G, a measure, map",
     kTexts},
    {"say", "what there is to see, in a sentence or two", kText},
    {"question", "asked before the run shows it", kText},
    {"choices", "list of answers to choose from", kTexts},
    {"answer", "the one of them that is right", kText},
    {"proof", "the name of the expectation that proves it", kText},
}};

constexpr std::array<FormatKey, 6> kCluster{{
    {"brokers", "how many (ids from 101), a list of ids, or a list of {id, rack}", kList, Section::broker, true},
    {"config", "server.properties of every broker", kSection, Section::broker_config},
    {"hardware", "machines and wires", kSection, Section::hardware},
    {"zookeeper", "the ensemble: servers and settings", kSection, Section::zookeeper},
    {"protocol", "how replicas agree: hw, kip101, kip279, v201, kip320, v28 or v39; default that of the profile",
     kWords, Section::root, false, "hw, kip101, kip279, v201, kip320, v28, v39"},
    {"behaviour", "single changes of Kafka, switched on or off", kSection, Section::behaviour},
}};

constexpr std::array<FormatKey, 2> kBroker{{
    {"id", "broker.id", kWhole},
    {"rack", "broker.rack", kText},
}};

constexpr std::array<FormatKey, 11> kHardware{{
    {"preset", "ideal, lan or zones: values for all that is not given; default lan", kWords, Section::root, false,
     "ideal, lan, zones"},
    {"latency", "one way between any two machines", kDuration},
    {"rack.latency", "one way between machines of the same rack", kDuration},
    {"broker.nic", "bandwidth of a broker's network card, each direction", kBandwidth},
    {"client.nic", "bandwidth of a client's network card, each direction", kBandwidth},
    {"disk.read", "bandwidth of a broker's disk, reading", kBandwidth},
    {"disk.write", "bandwidth of a broker's disk, writing", kBandwidth},
    {"disk.fsync", "time of one fsync", kDuration},
    {"page.cache", "memory that keeps recently written data readable without the disk; 0 = all of it", kAmount},
    {"costs", "processor time of a broker's work", kSection, Section::costs},
    {"compression", "what codecs make of records, and what that costs", kSection, Section::compression},
}};

constexpr std::array<FormatKey, 5> kCosts{{
    {"network.thread.per.request", "network thread: each request or response", kDuration},
    {"network.thread.per.kib", "network thread: each KiB of it", kDuration},
    {"io.thread.per.request", "request handler: each request", kDuration},
    {"io.thread.per.partition", "request handler: each partition named in a Produce or Fetch", kDuration},
    {"io.thread.per.kib", "request handler: each KiB of a Produce", kDuration},
}};

constexpr std::array<FormatKey, 4> kCompression{{
    {"gzip", "the codec gzip", kSection, Section::codec},
    {"snappy", "the codec snappy", kSection, Section::codec},
    {"lz4", "the codec lz4", kSection, Section::codec},
    {"zstd", "the codec zstd", kSection, Section::codec},
}};

constexpr std::array<FormatKey, 3> kCodec{{
    {"ratio", "compressed by uncompressed size; default 0.35 gzip, 0.55 snappy and lz4, 0.33 zstd", kNumber},
    {"cpu.per.mb", "processor time of a producer for 1 MiB of records; default 25ms gzip, 2ms snappy and lz4, 5ms zstd",
     kDuration},
    {"decompression.per.mb", "the same of a consumer; default a third of cpu.per.mb", kDuration},
}};

constexpr std::array<FormatKey, 7> kZooKeeper{{
    {"servers", "how many, or a list of {rack}; default 3", kList, Section::zookeeper_server, true},
    {"tickTime", "zoo.cfg: basic unit of time; default 2000 ms"},
    {"initLimit", "zoo.cfg: ticks a follower may take to connect and to get in sync; default 10", kWhole},
    {"syncLimit", "zoo.cfg: ticks without an answer after which leader and follower part; default 5", kWhole},
    {"minSessionTimeout", "zoo.cfg: least session timeout a client gets; default 2 ticks"},
    {"maxSessionTimeout", "zoo.cfg: largest session timeout a client gets; default 20 ticks"},
    {"forceSync", "zookeeper.forceSync: yes or no: acknowledge only what is on the disk; default yes"},
}};

constexpr std::array<FormatKey, 1> kZooKeeperServer{{
    {"rack", "where it stands", kText},
}};

constexpr std::array<FormatKey, 18> kFault{{
    {"kind",
     "stop, kill, power-loss, restart, pause, partition, slow-link, flaky-link, slow-disk, full-disk, slow-host"},
    {"target", "a machine, or a list: found when the fault begins", kTexts},
    {"at", "when it begins", kDuration},
    {"for", "how long it lasts; default: until the end of the run", kDuration},
    {"every", "again after so long", kDuration},
    {"repeat", "how often in all; default: until the end of the run", kWhole},
    {"jitter", "each time begins up to so much later", kDuration},
    {"how", "restart: clean, kill or power-loss; default clean", kWords, Section::root, false,
     "clean, kill, power-loss"},
    {"peers", "links: the other end; default: everybody else", kTexts},
    {"groups", "partition: a list of lists of targets that cannot reach each other, instead of target"},
    {"direction", "links: both, out (from the target) or in; default both", kWords, Section::root, false,
     "both, out, in"},
    {"latency", "slow-link: added, one way", kDuration},
    {"latency.jitter", "slow-link: and up to so much more", kDuration},
    {"bandwidth", "slow-link: all its traffic of one direction shares this", kBandwidth},
    {"ramp", "slow-link: time in which its latency grows from nothing to all of it", kDuration},
    {"probability", "flaky-link: that a message breaks its connection, such as 0.1%", kPart},
    {"factor", "slow-disk, slow-host: how many times as long everything takes", kNumber},
    {"name", "for --set and for you", kText},
}};

constexpr std::array<FormatKey, 11> kAdmin{{
    {"kind",
     "create-topic, delete-topic, add-partitions, add-broker, reassign, elect-preferred-leaders, change-config"},
    {"at", "when", kDuration},
    {"topic", "which topic", kText},
    {"partitions", "create-topic, add-partitions: how many in all; elect-preferred-leaders: a list of numbers"},
    {"replication.factor", "create-topic: replicas of each partition", kWhole},
    {"assignment", "replicas by partition, preferred leader first", kSection, Section::assignment},
    {"config", "create-topic, change-config: topic settings", kSection, Section::topic_config},
    {"remove", "change-config: list of settings that fall back to the cluster's", kTexts},
    {"id", "add-broker: broker.id", kWhole},
    {"rack", "add-broker: broker.rack", kText},
    {"name", "for --set and for you", kText},
}};

constexpr std::array<FormatKey, 5> kTopic{{
    {"name", "the topic's name", kText},
    {"partitions", "how many; default num.partitions", kWhole},
    {"replication.factor", "replicas of each partition; default default.replication.factor", kWhole},
    {"assignment", "replicas by partition, preferred leader first: {0: [101, 102]}", kSection, Section::assignment},
    {"config", "topic settings", kSection, Section::topic_config},
}};

constexpr std::array<FormatKey, 5> kProducer{{
    {"name", "name of the application; instances are NAME-1 to NAME-N", kText},
    {"count", "how many instances; default 1", kWhole},
    {"rack", "where its machines stand", kText},
    {"config", "producer settings", kSection, Section::producer_config},
    {"workload", "what it sends and when", kSection, Section::workload},
}};

constexpr std::array<FormatKey, 13> kWorkload{{
    {"topic", "where to", kText},
    {"rate", "records per second of each instance; without it as fast as send() accepts (needs records)", kRate},
    {"arrivals", "even or poisson; default even", kWords, Section::root, false, "even, poisson"},
    {"phases", "list of {for, rate} in turn, again and again, instead of rate", kList, Section::phase},
    {"records", "stop after so many of each instance", kWhole},
    {"start", "first moment; default 0", kDuration},
    {"stop", "no records at or after this moment", kDuration},
    {"value.size", "bytes of a value; default 100B", kAmount},
    {"key", "null, one word for all, or a map: uniform, zipf or sequence", kSection, Section::key, true},
    {"partition", "this partition instead of the partitioner's choice", kWhole},
    {"batch", "records handed over at each arrival; default 1", kWhole},
    {"compressible", "false: no codec makes its records smaller; default true", kTruth},
    {"transactions", "sends in transactions; needs a transactional.id", kSection, Section::transactions},
}};

constexpr std::array<FormatKey, 2> kTransactions{{
    {"every", "time from a transaction's first record to its end; default 100ms", kDuration},
    {"abort", "part of the transactions that is aborted; default 0%", kPart},
}};

constexpr std::array<FormatKey, 6> kKey{{
    {"uniform", "as many keys, each equally likely", kWhole},
    {"zipf", "as many keys, key 1 the most frequent", kWhole},
    {"sequence", "as many keys, one after the other", kWhole},
    {"instance", "each instance has one key, written so: truck-%d", kText},
    {"exponent", "zipf: how steep; default 1", kNumber},
    {"format", "how key number i is written; default %d", kText},
}};

constexpr std::array<FormatKey, 2> kPhase{{
    {"for", "how long", kDuration},
    {"rate", "records per second in this phase; 0 is a pause", kRate},
}};

constexpr std::array<FormatKey, 15> kGroup{{
    {"name", "group.id", kText},
    {"topics", "list of topics it subscribes to", kTexts},
    {"members", "how many consumers; default 1", kWhole},
    {"rack", "where its machines stand", kText},
    {"start", "when its members start; default 0", kDuration},
    {"start.every", "each member starts so much after the one before; default 0", kDuration},
    {"processing", "time for one record: a duration, or a map such as {exponential: 5ms}; default 0", kSection,
     Section::distribution, true},
    {"commit", "automatic, before, after or after-async: when offsets are committed; default automatic", kWords,
     Section::root, false, "automatic, before, after, after-async"},
    {"sink", "plain, idempotent or transactional: where the effect of the work goes; default plain", kWords,
     Section::root, false, "plain, idempotent, transactional"},
    {"worker", "true: a second thread does the work while the first polls on; default false", kTruth},
    {"poison", "list of records that cannot be processed", kList, Section::poison},
    {"restart.after", "when a member's process that crashed starts again; default 5s", kDuration},
    {"transform", "what it reads becomes records of another topic", kSection, Section::transform},
    {"member.ids", "for each member what its id ends with, instead of a random UUID: assignors sort by member ids",
     kTexts},
    {"config", "consumer settings", kSection, Section::consumer_config},
}};

constexpr std::array<FormatKey, 5> kDistribution{{
    {"uniform", "[least, most]"},
    {"exponential", "the mean", kDuration},
    {"normal", "[mean, standard deviation]; never below 0"},
    {"log.normal", "[median, s]: s is the standard deviation of the logarithm, such as 0.5"},
    {"constant", "always this", kDuration},
}};

constexpr std::array<FormatKey, 4> kPoison{{
    {"topic", "of the record; default: the group's only topic", kText},
    {"partition", "of the record; default 0", kWhole},
    {"offset", "of the record", kWhole},
    {"action", "crash or skip; default crash", kWords, Section::root, false, "crash, skip"},
}};

constexpr std::array<FormatKey, 5> kTransform{{
    {"to", "the topic it writes to", kText},
    {"guarantee", "at_least_once or exactly_once_v2; default at_least_once", kWords, Section::root, false,
     "at_least_once, exactly_once_v2"},
    {"commit.interval", "time between commits; default 30s, with exactly_once_v2 100ms", kDuration},
    {"value.size", "bytes of a value it writes; default 100B", kAmount},
    {"config", "settings of its producers", kSection, Section::producer_config},
}};

constexpr std::array<FormatKey, 9> kTrucks{{
    {"fleet", "how many trucks; default 100", kWhole},
    {"topic", "where they report; default trucks_gps", kText},
    {"every", "time between two reports of a truck; default 20s", kDuration},
    {"key", "how the key of truck i is written; default %d", kText},
    {"value.size", "bytes of a report; default 48B", kAmount},
    {"stop", "no reports at or after this moment", kDuration},
    {"config", "settings of the trucks' producers", kSection, Section::producer_config},
    {"dashboard", "the group that shows where every truck is; default location-dashboard", kText},
    {"notification", "the group that tells of trucks entering and leaving regions; default notification-service",
     kText},
}};

constexpr std::array<FormatKey, 17> kExpectation{{
    {"equals", "exactly this: a value, or a map: with what to compare", kSection, Section::reference},
    {"at-most", "this or less", kSection, Section::reference},
    {"at-least", "this or more", kSection, Section::reference},
    {"between", "a list of two: the lowest and the highest that are right"},
    {"less-than", "less than this", kSection, Section::reference},
    {"more-than", "more than this", kSection, Section::reference},
    {"producer", "about this application; trucks is the fleet", kText},
    {"group", "about this group", kText},
    {"topic", "about this topic", kText},
    {"partition", "about this partition, such as orders-0", kText},
    {"at", "the value at this moment", kDuration},
    {"from", "only what happens from here", kDuration},
    {"until", "and before this moment", kDuration},
    {"during", "while the fault of this name lasts: instead of from and until", kText},
    {"after", "from the end of the fault of this name", kText},
    {"error", "only this error, by Kafka's error code or exception", kText},
    {"name", "for a step's proof, and for the variant that replaces it", kText},
}};
/// What a value is compared with: the same value but ...
constexpr std::array<FormatKey, 12> kReference{{
    {"variant", "in the run of this variant; base is the scenario itself", kText},
    {"times", "so many times of it; default 1", kNumber},
    {"producer", "of this application", kText},
    {"group", "of this group", kText},
    {"topic", "of this topic", kText},
    {"partition", "of this partition", kText},
    {"at", "at this moment", kDuration},
    {"from", "from here", kDuration},
    {"until", "before this moment", kDuration},
    {"during", "while this fault lasts", kText},
    {"after", "from the end of this fault", kText},
    {"error", "only this error", kText},
}};

struct SectionKeys {
  Section section;
  std::span<const FormatKey> keys;
};

/// The other sections have names of their own: settings, paths, partitions.
const SectionKeys kSections[] = {
    {Section::root, kRoot},
    {Section::variant, kVariant},
    {Section::step, kStep},
    {Section::cluster, kCluster},
    {Section::broker, kBroker},
    {Section::hardware, kHardware},
    {Section::costs, kCosts},
    {Section::compression, kCompression},
    {Section::codec, kCodec},
    {Section::zookeeper, kZooKeeper},
    {Section::zookeeper_server, kZooKeeperServer},
    {Section::fault, kFault},
    {Section::admin, kAdmin},
    {Section::topic, kTopic},
    {Section::producer, kProducer},
    {Section::workload, kWorkload},
    {Section::transactions, kTransactions},
    {Section::key, kKey},
    {Section::phase, kPhase},
    {Section::group, kGroup},
    {Section::distribution, kDistribution},
    {Section::poison, kPoison},
    {Section::transform, kTransform},
    {Section::trucks, kTrucks},
    {Section::expectation, kExpectation},
    {Section::reference, kReference},
};

}  // namespace

std::span<const FormatKey> keys_of(Section section) {
  for (const SectionKeys& s : kSections)
    if (s.section == section) return s.keys;
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
