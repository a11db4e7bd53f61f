#pragma once
/// Where scenarios play: an ensemble, and clients called as in the case.

#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/conformance/runner/produce_fetch.h"
#include "tests/conformance/runner/zookeeper.h"
#include "tests/support/zookeeper_fixture.h"

namespace conformance {

class ZooKeeperWorld {
 protected:
  using ZooKeeperFixture = kafka::testing::ZooKeeperFixture;
  using ZooKeeperUser = kafka::testing::ZooKeeperUser;

  explicit ZooKeeperWorld(Fields& fields) : fields_(fields) {
    world_.start();
    admin_ = &world_.connect(std::chrono::seconds(40));
    world_.run(std::chrono::seconds(1));
    look_ahead();
  }

  // ---- who

  /// "client 1", "session S" and "S", "broker 1", "client".
  static std::string actor_in(const std::string& text) {
    std::smatch m;
    static const std::regex kSession("\\bsession ([A-Z])\\b");
    static const std::regex kNumbered("\\b(client|broker|controller) (\\d+|[A-Z]\\b)");
    static const std::regex kLetter("^([A-Z])\\b");
    if (std::regex_search(text, m, kNumbered)) return m[1].str() + " " + m[2].str();
    if (std::regex_search(text, m, kSession) || std::regex_search(text, m, kLetter)) return m[1].str();
    return "client";
  }
  ZooKeeperUser& user(const std::string& name, const std::string& text = "") {
    ZooKeeperUser*& found = users_[name];
    if (!found) {
      found = &world_.connect(std::chrono::milliseconds(number_after(text, "timeout(?: of)?").value_or(6000)));
      for (int i = 0; i < 100 && found->handle().state() != kafka::zk::KeeperState::SyncConnected; ++i)
        world_.run(std::chrono::milliseconds(100));
      EXPECT_EQ(found->handle().state(), kafka::zk::KeeperState::SyncConnected) << name;
      found->take();
    }
    return *found;
  }
  /// The client that acts: a plain "client" reconnecting is the session that is there.
  ZooKeeperUser& acting(const std::string& text) {
    const std::string name = actor_in(text);
    if (name == "client" && !users_.contains(name) && last_) return *last_;
    ZooKeeperUser& u = user(name, text);
    last_ = &u;
    return u;
  }

  // ---- requests, answered before anything else happens

  kafka::zk::Response ask(ZooKeeperUser& u, const kafka::zk::Request& request) {
    if (u.host().stopped()) throw fields_.error("lets a client act that is down");
    kafka::zk::Response response;
    bool answered = false;
    u.handle().submit(request, [&](const kafka::zk::Response& r) {
      response = r;
      answered = true;
    });
    for (int i = 0; i < 600 && !answered; ++i) world_.run(std::chrono::milliseconds(100));
    EXPECT_TRUE(answered);
    return response;
  }
  /// Asks again while the connection is lost, as Kafka does; not while there is no quorum.
  kafka::zk::Response insist(ZooKeeperUser& u, const kafka::zk::Request& request) {
    kafka::zk::Response response = ask(u, request);
    for (int i = 0; i < 20 && response.error == kafka::zk::Error::ConnectionLoss && !quorum_lost_; ++i)
      response = ask(u, request);
    return response;
  }
  void ensure(const std::string& p) {
    for (std::size_t at = p.find('/', 1); at != std::string::npos; at = p.find('/', at + 1))
      ask(*admin_, kafka::zk::Create{.path = p.substr(0, at), .data = ""});
    ask(*admin_, kafka::zk::Create{.path = p, .data = ""});
  }
  void ensure_parent(const std::string& p) {
    if (kafka::zk::parent_of(p) != "/") ensure(kafka::zk::parent_of(p));
  }
  [[nodiscard]] bool exists(const std::string& p) {
    return ask(*admin_, kafka::zk::Sync{.path = p}).error == kafka::zk::Error::Ok &&
           ask(*admin_, kafka::zk::Exists{.path = p}).error == kafka::zk::Error::Ok;
  }

  // ---- what must be there before the first step

  void look_ahead() {
    for (const YAML::Node& step : fields_.node("steps")) {
      if (step.IsMap()) {
        for (const auto& entry : step) wants_ += " " + entry.second.as<std::string>();
        continue;
      }
      const std::string text = step.as<std::string>();
      if (std::regex_search(text, std::regex("\\bclient \\d"))) user(actor_in(text), text);
      if (mentions(text, {"creates ", ": create ", "register"}))
        for (const std::string& p : paths(text)) created_.insert(p);
      std::smatch m;
      if (std::regex_search(text, m, std::regex("stored version of (\\S+) is (\\d+)"))) {
        ensure(m[1]);
        for (int i = 0; i < std::stoi(m[2]); ++i) ask(*admin_, kafka::zk::SetData{.path = m[1], .data = ""});
      }
      // Brokers that go were there, and one more stays.
      if (mentions(text, {"broker"}) && mentions(text, {"expire", "crash", "closes", "dies", "shuts down"})) {
        register_broker(actor_in(text));
        register_broker("broker 99");
      }
    }
    for (const auto& [name, u] : users_) u->take();
  }
  void register_broker(const std::string& name) {
    const std::string p = "/brokers/ids/" + name.substr(name.find(' ') + 1);
    ensure_parent(p);
    ask(user(name), kafka::zk::Create{.path = p, .data = "", .mode = kafka::zk::CreateMode::ephemeral});
  }

  Fields& fields_;
  ZooKeeperFixture world_;
  ZooKeeperUser* admin_ = nullptr;
  ZooKeeperUser* last_ = nullptr;  ///< who acted last
  std::map<std::string, ZooKeeperUser*> users_;
  std::string wants_;  ///< all expectations
  bool quorum_lost_ = false;
  std::set<std::string> created_;  ///< nodes that a step creates
};

}  // namespace conformance
