#pragma once
/// What may be wrong in an exercise: kinds of faults as an operator would name them.

#include <QString>
#include <cstdint>
#include <vector>

namespace breakfix {

enum class Trouble : std::uint8_t {
  broker_crash,
  broker_hang,
  slow_disk,
  full_disk,
  cut_off,
  cut_from_zookeeper,
  lossy_network,
  slow_network,
  zookeeper_crash,
  quorum_loss,
  consumer_crash,
  consumer_hang,
  slow_consumer,
  producer_crash,
};
inline constexpr int kTroubles = 14;

/// Who is ill.
enum class Area : std::uint8_t { broker, zookeeper, consumer, producer };
/// Troubles of a family look alike at first sight: to name the wrong one is half right.
enum class Family : std::uint8_t { silence, slowness, session, zookeeper, reader, writer };

struct TroubleInfo {
  Trouble trouble;
  Area area;
  Family family;
};
const TroubleInfo& info_of(Trouble trouble);
/// Same family, or one of the pairs that end alike: a broker without ZooKeeper loses its session as one that hangs.
bool look_alike(Trouble a, Trouble b);

/// Translated, as all texts of the exercises.
QString say(const char* text);
/// "A broker's process was killed"
QString title_of(Trouble trouble);
/// How it is told from what looks like it.
QString telling_of(Trouble trouble);
/// Where to look, without saying what for: the first two hints.
QString area_hint(Trouble trouble);
QString instrument_hint(Trouble trouble);

}  // namespace breakfix
