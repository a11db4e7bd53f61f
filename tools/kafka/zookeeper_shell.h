#pragma once
/// zookeeper-shell.sh: one command, or those that are typed at it. ZooKeeper: org.apache.zookeeper.ZooKeeperMain of
/// 3.4.14 (with Kafka 2.3) and 3.8.4 (with Kafka 3.9).

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "model/zookeeper/zookeeper_client.h"
#include "tools/kafka/tool.h"
#include "tools/kafka/world.h"

namespace tools {

///   volatile   its session
///   sends      ZooKeeper requests
///   receives   answers, watched events
///   timers     refused_   an address at which nobody is
///              settled_   time for a connection before the first line is asked for
class ZooKeeperShell final : public Tool, private kafka::zk::Watcher {
 public:
  explicit ZooKeeperShell(ToolContext context);

  void start() override;
  void line(std::string_view line) override;
  void end_of_input() override;
  void signal(Signal signal) override;
  [[nodiscard]] Waiting waiting() const override { return idle() ? Waiting::for_input : Waiting::no; }

 private:
  using Response = kafka::zk::Response;
  using Words = std::vector<std::string>;
  /// `done`: what to do with a good answer; a bad one is told and fails the command.
  using Then = std::function<void(const Response&)>;

  // kafka::zk::Watcher
  void on_state(kafka::zk::KeeperState state) override;
  void on_event(const kafka::zk::WatchedEvent& event) override;

  [[nodiscard]] bool old() const { return context_.world.release_2_3(); }
  [[nodiscard]] bool idle() const {
    return interactive_ && (connected_ || !settled_.armed()) && !busy_ && lines_.empty() && !ended_ && !gone_;
  }
  void go_on();
  void run(const Words& words);
  bool run_read(const Words& words);
  bool run_write(const Words& words);
  void list(const std::string& path, bool watch, bool stat);
  void get(const std::string& path, bool watch, bool stat);
  void remove_all(const std::string& path, std::function<void()> done);
  void ask(const std::string& path, kafka::zk::Request request, Then done);
  void failed(const std::string& path, kafka::zk::Error error);
  void finished(bool ok = true);
  void say_stat(const kafka::zk::Stat& stat);
  void unknown(const std::string& name);
  void leave(int code);

  ToolContext context_;
  bool interactive_ = false;
  bool connected_ = false;
  bool busy_ = false;
  bool ended_ = false;  ///< no more lines will come
  bool gone_ = false;
  std::deque<std::string> lines_;
  kafka::zk::EnsembleClientFactory sessions_;
  std::unique_ptr<kafka::zk::ZooKeeperHandle> session_;
  sim::Timer settled_;
  sim::Timer refused_;
};

/// The eleven lines of a node's Stat.
std::string stat_lines(const kafka::zk::Stat& stat);
std::unique_ptr<Tool> make_zookeeper_shell(ToolContext context);

}  // namespace tools
