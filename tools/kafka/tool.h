#pragma once
/// A program of Kafka's bin/ while it runs, and what it sees of its surroundings.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/ids.h"

namespace tools {

class World;

/// What a program writes to: a terminal or a file.
class Console {
 public:
  virtual ~Console() = default;
  /// stdout, as it is: no newline is added.
  virtual void out(std::string_view text) = 0;
  /// stderr
  virtual void err(std::string_view text) = 0;
  /// Both are a terminal, and what is typed comes from one. Java: System.console() != null.
  [[nodiscard]] virtual bool is_terminal() const { return false; }
};

enum class Signal { INT, TERM, KILL, STOP, CONT };

/// How a program ends by a signal: 128 and its number.
inline constexpr int kExitInterrupted = 130;
inline constexpr int kExitKilled = 137;
inline constexpr int kExitTerminated = 143;

/// What a program would do next if nobody touched it: how far a shell lets time run after a command.
enum class Waiting {
  no,         ///< it works, and will end or wait by itself
  for_input,  ///< it has asked for a line
  for_events  ///< it looks on until it is stopped
};

/// Asynchronous, in simulated time: start(), line() and signal() return at once, and what follows from them comes as
/// events of the life it was given. It calls ToolContext::exit once, at once or later, and is destroyed afterwards.
class Tool {
 public:
  virtual ~Tool() = default;
  virtual void start() = 0;
  /// A line typed at it, without its newline. It may come at any time after start(): whoever does not read yet keeps
  /// it.
  virtual void line(std::string_view) {}
  /// ^D, or the end of a pipe.
  virtual void end_of_input() {}
  /// INT and TERM: Java runs its shutdown hooks, then it exits with 130 or 143. KILL, STOP, CONT: nobody asks the
  /// process; its life has ended, been paused or been resumed already, and what it owns elsewhere (a machine of its
  /// own) must follow. It is destroyed after KILL, without exit().
  virtual void signal(Signal signal) = 0;
  [[nodiscard]] virtual Waiting waiting() const { return Waiting::no; }
};

/// Of one run of a program.
struct ToolContext {
  World& world;                   ///< outlives it
  std::vector<std::string> args;  ///< what follows the name
  Console& console;               ///< outlives it
  sim::LifeId life;               ///< of its process: whatever it schedules belongs to that
  sim::HostId host;               ///< the machine of the terminals
  std::string name;               ///< unique among all runs: "kafka-topics-3"; for machines and streams of luck
  std::function<void(int code)> exit;
};

using MakeTool = std::unique_ptr<Tool> (*)(ToolContext context);

struct ToolRow {
  std::string_view name;     ///< without ".sh": "kafka-topics"
  std::string_view purpose;  ///< in our own words, for help
  MakeTool make;
  bool in_2_3 = true;  ///< which releases ship it
  bool in_3_9 = true;
};

/// All of them, by name.
const std::vector<ToolRow>& tool_table();
/// nullptr: no such program in that release. `name` without path and ".sh".
const ToolRow* find_tool(std::string_view name, const World& world);
/// nullptr as above.
std::unique_ptr<Tool> make_tool(std::string_view name, ToolContext context);

}  // namespace tools
