// What a scene tells of a fault, from events as the model emits them.

#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/engine/report/scene_recorder.h"

namespace report {
namespace {

struct SceneNames : scenario::Names {
  std::string host(sim::HostId id) const override { return "broker-" + std::to_string(id.value()); }
  std::string client(kafka::ClientId id) const override { return "shop-" + std::to_string(id.value()); }
  std::string group(kafka::GroupId) const override { return "readers"; }
  std::string topic(kafka::TopicId) const override { return "orders"; }
};

struct Scenes : testing::Test {
  Scenes() {
    scenario::Roles roles;
    roles.applications = {"shop"};
    roles.application_of = {0, 0};
    recorder = std::make_unique<SceneRecorder>(names, roles);
  }
  template <class E>
  void say(double seconds, E event, int host = 1) {
    recorder->on_event(sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9)), sim::HostId(host),
                       kafka::Event(std::move(event)));
  }
  [[nodiscard]] std::vector<std::string> texts(std::size_t scene = 0) const {
    std::vector<std::string> all;
    const std::vector<Scene> scenes = recorder->scenes();
    for (const SceneStep& s : scenes.at(scene).steps) all.push_back(s.text());
    return all;
  }
  static kafka::TopicPartition orders(int p) { return {kafka::TopicId(0), kafka::PartitionId(p)}; }

  SceneNames names;
  std::unique_ptr<SceneRecorder> recorder;
};

TEST_F(Scenes, BeforeAFaultNothingIsTold) {
  say(1, kafka::BecameLeader{kafka::BrokerId(1), orders(0), kafka::LeaderEpoch(1), {}, {}, {}});
  EXPECT_TRUE(recorder->scenes().empty());
}

TEST_F(Scenes, ManyOfAKindAreOneStep) {
  say(10, kafka::FaultBegan{0, "kill", "broker-2"});
  for (int p = 0; p < 3; ++p)
    say(10.1, kafka::LeaderElected{orders(p), kafka::BrokerId(1), kafka::BrokerId(2), kafka::BrokerId(3),
                                   kafka::LeaderEpoch(1), "offline", false});
  EXPECT_THAT(texts(), testing::ElementsAre("broker-2 is killed", "elects leaders of 3 partitions"));
}

TEST_F(Scenes, ErrorsOfAPhaseAreOneStepHoweverLongItLasts) {
  const kafka::SessionId session(7);
  say(1, kafka::SessionOpened{session, sim::HostId(2), std::chrono::seconds(6)});
  say(10, kafka::FaultBegan{0, "kill", "broker-2"});
  for (int i = 0; i < 5; ++i) say(11 + i, kafka::ConnectionLost{kafka::ClientId(0), kafka::BrokerId(2), "refused"});
  say(16, kafka::SessionExpired{session, sim::HostId(2), std::chrono::seconds(6)});
  say(16.1, kafka::ConnectionLost{kafka::ClientId(1), kafka::BrokerId(2), "refused"});
  EXPECT_THAT(texts(), testing::ElementsAre("broker-2 is killed", "refused \u00d75 in 4 s",
                                            "gives up the session of broker-2, silent for 6 s", "refused"));
}

TEST_F(Scenes, AProducerOfManyIsItsApplicationUnlessItIsTheVictim) {
  say(10, kafka::FaultBegan{0, "pause", "shop-1"});
  say(11, kafka::ConnectionLost{kafka::ClientId(0), kafka::BrokerId(2), "refused"});
  say(12, kafka::ConnectionLost{kafka::ClientId(1), kafka::BrokerId(2), "refused"});
  std::vector<std::string> actors;
  const std::vector<Scene> scenes = recorder->scenes();
  for (const SceneActor& a : scenes.at(0).actors) actors.push_back(a.name);
  EXPECT_THAT(actors, testing::ElementsAre("shop", "broker-2", "shop-1"));
}

TEST_F(Scenes, ASceneEndsSomeTimeAfterItsFault) {
  say(10, kafka::FaultBegan{0, "kill", "broker-2"});
  say(20, kafka::FaultEnded{0, "kill", "broker-2"});
  say(34, kafka::BrokerFailed{kafka::BrokerId(3), "IOException"});
  say(36, kafka::BrokerFailed{kafka::BrokerId(3), "IOException"});
  EXPECT_THAT(texts(), testing::ElementsAre("broker-2 is killed", "broker-2: kill is over", "ends: IOException"));
}

TEST_F(Scenes, FaultsOfOneInstantAreOneScene) {
  say(10, kafka::FaultBegan{0, "kill", "broker-2"});
  say(10, kafka::FaultBegan{1, "kill", "broker-3"});
  say(12, kafka::FaultBegan{2, "pause", "broker-1"});
  ASSERT_EQ(recorder->scenes().size(), 2u);
  EXPECT_THAT(texts(0), testing::ElementsAre("broker-2 is killed", "broker-3 is killed", "broker-1 stands still"));
  EXPECT_THAT(texts(1), testing::ElementsAre("broker-1 stands still"));
}

}  // namespace
}  // namespace report
