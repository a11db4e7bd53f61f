#include "tools/kafka/zookeeper_shell.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "tools/kafka/calendar.h"

namespace tools {
namespace {

namespace zk = kafka::zk;

/// ZooKeeperMain: -timeout.
constexpr sim::Duration kSessionTimeout = std::chrono::seconds(30);
/// Without a connection by then there is probably none.
constexpr sim::Duration kSettled = std::chrono::seconds(2);

constexpr std::string_view kShellHelp =
    "In short: ls PATH, get PATH, stat PATH, create [-s] [-e] PATH DATA, set PATH DATA [VERSION], delete PATH "
    "[VERSION],\n"
    "sync PATH, quit. `watch` (3.4) or `-w` (3.8) behind or before a path: say when it changes.\n";

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t begin = line.find_first_not_of(" \t", at);
    if (begin == std::string_view::npos) break;
    const char quote = line[begin] == '"' || line[begin] == '\'' ? line[begin] : '\0';
    const std::size_t from = quote ? begin + 1 : begin;
    const std::size_t to = std::min(quote ? line.find(quote, from) : line.find_first_of(" \t", from), line.size());
    words.emplace_back(line.substr(from, to - from));
    at = quote ? to + 1 : to;
  }
  return words;
}

/// Takes the option out of the words.
bool take(std::vector<std::string>& words, std::string_view option) {
  const auto it = std::find(words.begin() + 1, words.end(), option);
  if (it == words.end()) return false;
  words.erase(it);
  return true;
}

std::string text_of_error(const std::string& path, zk::Error error) {
  switch (error) {
    case zk::Error::NoNode:
      return "Node does not exist: " + path;
    case zk::Error::NodeExists:
      return "Node already exists: " + path;
    case zk::Error::NotEmpty:
      return "Node not empty: " + path;
    case zk::Error::NoChildrenForEphemerals:
      return "Ephemerals cannot have children: " + path;
    case zk::Error::BadVersion:
      return "version No is not valid : " + path;
    default:
      return fmt::format("KeeperErrorCode = {} for {}", zk::name_of(error), path);
  }
}

std::int32_t version_in(const std::vector<std::string>& words, std::size_t index) {
  std::int32_t version = zk::kAnyVersion;
  if (index < words.size()) std::from_chars(words[index].data(), words[index].data() + words[index].size(), version);
  return version;
}

}  // namespace

std::string stat_lines(const zk::Stat& s) {
  return fmt::format(
      "cZxid = {:#x}\nctime = {}\nmZxid = {:#x}\nmtime = {}\npZxid = {:#x}\ncversion = {}\ndataVersion = {}\n"
      "aclVersion = 0\nephemeralOwner = {:#x}\ndataLength = {}\nnumChildren = {}\n",
      s.czxid.value(), java_date(kafka::epoch_ms(s.ctime)), s.mzxid.value(), java_date(kafka::epoch_ms(s.mtime)),
      s.pzxid.value(), s.cversion, s.version, s.ephemeral_owner.value(), s.data_length, s.num_children);
}

ZooKeeperShell::ZooKeeperShell(ToolContext context)
    : context_(std::move(context)),
      sessions_({.scheduler = context_.world.scheduler(),
                 .network = context_.world.cluster().network(),
                 .ensemble = context_.world.cluster().ensemble().directory(),
                 .emitter = context_.world.emitter(),
                 .host = context_.host,
                 .life = context_.life,
                 .servers = context_.args.empty() ? std::vector<kafka::ServerId>{}
                                                  : context_.world.zookeeper_at(context_.args.front())},
                context_.world.streams().stream("tool/" + context_.name + "/zookeeper")),
      settled_(context_.world.scheduler(), context_.life, [] {}),
      refused_(context_.world.scheduler(), context_.life, [this] { leave(1); }) {}

// ---- coming and going

void ZooKeeperShell::start() {
  if (context_.args.empty()) {
    context_.console.out("USAGE: zookeeper-shell.sh zookeeper_host:port[/path] [args...]\n");
    return leave(1);
  }
  interactive_ = context_.args.size() == 1;
  context_.console.out("Connecting to " + context_.args.front() + "\n");
  if (interactive_) context_.console.out("Welcome to ZooKeeper!\nJLine support is disabled\n");
  if (context_.world.zookeeper_at(context_.args.front()).empty()) {
    context_.console.err("kafkasim: there is no ZooKeeper at " + context_.args.front() + "\n");
    return refused_.arm(kSessionTimeout);
  }
  session_ = sessions_.open(kSessionTimeout, *this);
  settled_.arm(kSettled);
  if (!interactive_) run({context_.args.begin() + 1, context_.args.end()});
}

void ZooKeeperShell::on_state(zk::KeeperState state) {
  if (state == zk::KeeperState::Disconnected && !connected_) return;
  context_.console.out(fmt::format("\nWATCHER::\n\nWatchedEvent state:{} type:None path:null\n", zk::name_of(state)));
  connected_ = connected_ || state == zk::KeeperState::SyncConnected;
}

void ZooKeeperShell::on_event(const zk::WatchedEvent& event) {
  context_.console.out(fmt::format("\nWATCHER::\n\nWatchedEvent state:SyncConnected type:{} path:{}\n",
                                   zk::name_of(event.type), event.path));
}

void ZooKeeperShell::line(std::string_view line) {
  lines_.emplace_back(line);
  go_on();
}

void ZooKeeperShell::end_of_input() {
  ended_ = true;
  go_on();
}

void ZooKeeperShell::go_on() {
  if (!interactive_ || busy_ || gone_) return;
  if (lines_.empty()) {
    if (ended_) leave(0);
    return;
  }
  const Words words = words_of(std::exchange(lines_.front(), {}));
  lines_.pop_front();
  busy_ = true;
  words.empty() ? finished() : run(words);
}

void ZooKeeperShell::signal(Signal signal) {
  if (signal == Signal::INT) leave(kExitInterrupted);
  if (signal == Signal::TERM) leave(kExitTerminated);
}

/// The session is closed in order; nobody waits for the answer.
void ZooKeeperShell::leave(int code) {
  if (std::exchange(gone_, true)) return;
  if (!session_) return context_.exit(code);
  session_->close([this, code] { context_.exit(code); });
}

// ---- commands

void ZooKeeperShell::run(const Words& words) {
  if (words.front() == "quit" || words.front() == "close") return leave(0);
  if (words.front() == "help" || !(run_read(words) || run_write(words))) {
    words.front() == "help" ? context_.console.err(kShellHelp) : unknown(words.front());
    finished(words.front() == "help");
  }
}

void ZooKeeperShell::unknown(const std::string& name) {
  if (!old()) context_.console.err("Command not found: Command not found " + name + "\n");
  context_.console.err("ZooKeeper -server host:port cmd args\n");
  context_.console.err(kShellHelp);
}

bool ZooKeeperShell::run_read(const Words& given) {
  Words words = given;
  const bool watch = old() ? take(words, "watch") || take(words, "true") : take(words, "-w");
  const bool stat = take(words, "-s");
  if (words.size() < 2) return false;
  const std::string& path = words[1];
  if (words[0] == "ls") return list(path, watch, stat && !old()), true;
  if (words[0] == "ls2" && old()) return list(path, watch, true), true;
  if (words[0] == "get") return get(path, watch, stat || old()), true;
  if (words[0] == "stat") {
    ask(path, zk::Exists{path, watch}, [this](const Response& r) { say_stat(r.stat); });
    return true;
  }
  if (words[0] == "sync") {
    ask(path, zk::Sync{path}, [](const Response&) {});
    return true;
  }
  return false;
}

bool ZooKeeperShell::run_write(const Words& given) {
  Words words = given;
  if (words[0] == "create") {
    const bool sequential = take(words, "-s");
    const bool ephemeral = take(words, "-e");
    if (words.size() < 2) return false;
    const zk::CreateMode mode =
        sequential ? (ephemeral ? zk::CreateMode::ephemeral_sequential : zk::CreateMode::persistent_sequential)
                   : (ephemeral ? zk::CreateMode::ephemeral : zk::CreateMode::persistent);
    ask(words[1], zk::Create{words[1], words.size() > 2 ? words[2] : "", mode},
        [this](const Response& r) { context_.console.err("Created " + r.path + "\n"); });
    return true;
  }
  const bool stat = take(words, "-s") || old();
  if (words[0] == "set" && words.size() > 2) {
    ask(words[1], zk::SetData{words[1], words[2], version_in(words, 3)}, [this, stat](const Response& r) {
      if (stat) say_stat(r.stat);
    });
    return true;
  }
  if (words.size() < 2) return false;
  if (words[0] == "delete") {
    ask(words[1], zk::Delete{words[1], version_in(words, 2)}, [](const Response&) {});
    return true;
  }
  if (words[0] != (old() ? "rmr" : "deleteall")) return false;
  remove_all(words[1], [this] { finished(); });
  return true;
}

void ZooKeeperShell::list(const std::string& path, bool watch, bool stat) {
  ask(path, zk::GetChildren{path, watch}, [this, stat](const Response& r) {
    context_.console.out(fmt::format("[{}]\n", fmt::join(r.children, ", ")));
    if (stat) say_stat(r.stat);
  });
}

void ZooKeeperShell::get(const std::string& path, bool watch, bool stat) {
  ask(path, zk::GetData{path, watch}, [this, stat](const Response& r) {
    context_.console.out((r.data.empty() ? "null" : r.data) + "\n");
    if (stat) say_stat(r.stat);
  });
}

/// Children first. Source: ZKUtil.deleteRecursive.
void ZooKeeperShell::remove_all(const std::string& path, std::function<void()> done) {
  session_->submit(zk::GetChildren{path}, [this, path, done = std::move(done)](const Response& r) {
    if (r.error != zk::Error::Ok) return failed(path, r.error);
    std::function<void()> next = [this, path, done] {
      session_->submit(zk::Delete{path}, [this, path, done](const Response& deleted) {
        deleted.error == zk::Error::Ok ? done() : failed(path, deleted.error);
      });
    };
    for (const std::string& child : r.children)
      next = [this, below = path + "/" + child, next] { remove_all(below, next); };
    next();
  });
}

void ZooKeeperShell::ask(const std::string& path, zk::Request request, Then done) {
  if (path.empty() || path.front() != '/') {
    context_.console.err("Command failed: java.lang.IllegalArgumentException: Path must start with / character\n");
    return finished(false);
  }
  session_->submit(std::move(request), [this, path, done = std::move(done)](const Response& response) {
    if (response.error != zk::Error::Ok) return failed(path, response.error);
    done(response);
    finished();
  });
}

/// What 3.4 does not expect ends the program by an exception.
void ZooKeeperShell::failed(const std::string& path, zk::Error error) {
  const bool lost = error == zk::Error::ConnectionLoss || error == zk::Error::SessionExpired;
  if (lost && old() && !interactive_) {
    context_.console.err(
        fmt::format("Exception in thread \"main\" org.apache.zookeeper.KeeperException${}Exception: {}\n",
                    zk::name_of(error), text_of_error(path, error)));
    return leave(1);
  }
  context_.console.err(text_of_error(path, error) + "\n");
  finished(false);
}

/// 3.4 ends with 0 whatever a single command came to. Source: ZooKeeperMain.run.
void ZooKeeperShell::finished(bool ok) {
  if (!interactive_) return leave(ok || old() ? 0 : 1);
  busy_ = false;
  go_on();
}

void ZooKeeperShell::say_stat(const zk::Stat& stat) {
  old() ? context_.console.err(stat_lines(stat)) : context_.console.out(stat_lines(stat));
}

std::unique_ptr<Tool> make_zookeeper_shell(ToolContext context) {
  return std::make_unique<ZooKeeperShell>(std::move(context));
}

}  // namespace tools
