#pragma once
/// What went to and fro between machines around one fault: a sequence diagram's content.

#include <cstdint>
#include <string>
#include <vector>

#include "sim/core/time.h"

namespace report {

/// Who takes part, from left to right.
struct SceneActor {
  enum class Kind { producer, broker, zookeeper, consumer };
  Kind kind = Kind::broker;
  std::string name;

  friend auto operator<=>(const SceneActor&, const SceneActor&) = default;
};

struct SceneStep {
  enum class Kind {
    mark,     ///< a fault begins or ends: across the whole picture
    note,     ///< something that an actor does
    message,  ///< a request, or a watch that fires
    answer,
    broken,  ///< did not arrive, or the connection broke
  };
  Kind kind = Kind::note;
  sim::SimTime time;
  sim::SimTime last;     ///< of several that are told as one
  std::size_t from = 0;  ///< an actor
  std::size_t to = 0;    ///< likewise; a note's: the same
  std::string one;       ///< "leads Topic-A-1"
  std::string many;      ///< "leads {} partitions"; "" = the same as one, with how often
  std::int64_t count = 1;
  bool bad = false;  ///< an error

  [[nodiscard]] std::string text() const;
};

struct Scene {
  sim::SimTime begin;
  std::vector<SceneActor> actors;
  std::vector<SceneStep> steps;
  std::int64_t left_out = 0;  ///< steps
};

}  // namespace report
