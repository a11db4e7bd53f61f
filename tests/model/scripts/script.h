#pragma once
/// A protocol script: a few commands and the exact trace they must give. File names are sentences.
///
///   # comment
///   cluster brokers=3 latency=1ms profile=3.9 [broker setting=value]...
///   topic orders partitions=1 replication.factor=3 [assignment=101,102,103] [topic setting=value]...
///   producer shop [producer setting=value]...
///   group readers topic=orders members=1 start=0ms processing=0ms [consumer setting=value]...
///   send shop orders count=5 size=100 [partition=0] [key=truck-1]
///   pause 102 | resume 102 | stop 102 kill
///   run 1s
///   ---
///   <expected trace of everything since the last block>
///   <empty line: more commands follow>
///
/// The cluster starts at the first command that is not part of its description.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/cluster_fixture.h"

namespace kafka::testing {

/// A mistake in a script.
struct ScriptError {
  std::string what;
};

class Script {
 public:
  /// Runs the text; gives it back with each expected block replaced by what was seen. Throws ScriptError.
  std::string run(const std::string& text);

 private:
  using Words = std::vector<std::string>;
  using Settings = std::map<std::string, std::string>;

  void command(const std::string& line);
  bool describe(const Words& words, Settings& settings);
  void describe_cluster(Settings& settings);
  void describe_topic(const Words& words, Settings& settings);
  void add_producer(const Words& words, Settings& settings);
  void add_group(const Words& words, Settings& settings);
  void act(const Words& words, Settings& settings);
  void send(const Words& words, Settings& settings);
  void start();
  std::string trace();

  struct Client {
    std::string name;
    ProducerConfig config;
  };
  ClusterFixture fixture_;
  std::vector<Client> producers_;
  std::vector<ConsumerGroupSpec> groups_;
  std::map<std::string, std::unique_ptr<TestApplication>> applications_;
  bool started_ = false;
  std::size_t told_ = 0;
};

}  // namespace kafka::testing
