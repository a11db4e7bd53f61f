#include "scenarios/engine/run/fingerprint.h"

#include <gtest/gtest.h>

#include "tests/scenarios/run/feed.h"

namespace scenario {
namespace {

kafka::RecordsAppended append(int broker, int partition, std::int64_t offset) {
  return {kafka::BrokerId(broker),
          orders(partition),
          kafka::Offset(offset),
          1,
          sim::Bytes(80),
          kafka::LeaderEpoch(0),
          true,
          kafka::ClientId(0),
          kafka::RecordId(offset)};
}

TEST(Hash64, IsWhatItsDefinitionSays) {
  // One step by hand: state = rotl(0x9E3779B97F4A7C15 ^ 1 * 0xC2B2AE3D27D4EB4F, 29) * 0x9FB21C651E98DF25 (mod 2^64),
  // then fmix64; computed with Python's integers.
  Hash64 one;
  one.mix(std::uint64_t{1});
  EXPECT_EQ(to_hex(one.digest()), "01802f3c14cbe60b");
  EXPECT_EQ(to_hex(fnv1a("")), "cbf29ce484222325");  // FNV's own test vectors
  EXPECT_EQ(to_hex(fnv1a("a")), "af63dc4c8601ec8c");
  EXPECT_EQ(to_hex(fnv1a("foobar")), "85944171f73967e8");
}

TEST(Hash64, DependsOnOrderAndOnEmptyText) {
  Hash64 ab, ba, a_b;
  ab.mix(std::string_view("ab"));
  ab.mix(std::string_view(""));
  ba.mix(std::string_view(""));
  ba.mix(std::string_view("ab"));
  a_b.mix(std::string_view("a"));
  a_b.mix(std::string_view("b"));
  EXPECT_NE(ab.digest(), ba.digest());
  EXPECT_NE(ab.digest(), a_b.digest());
}

TEST(Fingerprint, TimesMoveTheTrajectoryOnly) {
  FingerprintSink a, b;
  Feed fa(a), fb(b);
  fb.now = at_ms(1);
  fa.emit(append(101, 0, 0));
  fb.emit(append(101, 0, 0));
  EXPECT_NE(a.trajectory(), b.trajectory());
  EXPECT_EQ(a.protocol(), b.protocol());
}

TEST(Fingerprint, OrderBetweenReplicasDoesNotMoveTheProtocol) {
  FingerprintSink a, b;
  Feed fa(a), fb(b);
  fa.emit(append(101, 0, 0));
  fa.emit(append(102, 1, 0));
  fb.emit(append(102, 1, 0));
  fb.emit(append(101, 0, 0));
  EXPECT_NE(a.trajectory(), b.trajectory());
  EXPECT_EQ(a.protocol(), b.protocol());
}

TEST(Fingerprint, OffsetsAndOrderWithinAReplicaMoveBoth) {
  FingerprintSink a, b, c;
  Feed fa(a), fb(b), fc(c);
  fa.emit(append(101, 0, 0));
  fa.emit(append(101, 0, 1));
  fb.emit(append(101, 0, 1));
  fb.emit(append(101, 0, 0));
  fc.emit(append(101, 0, 0));
  fc.emit(append(101, 0, 2));
  EXPECT_NE(a.protocol(), b.protocol());
  EXPECT_NE(a.protocol(), c.protocol());
  EXPECT_NE(a.trajectory(), c.trajectory());
}

TEST(Fingerprint, KindsWithEqualFieldsDiffer) {
  FingerprintSink a, b;
  Feed fa(a), fb(b);
  fa.emit(kafka::BrokerStarted{kafka::BrokerId(101)});
  fb.emit(kafka::PollProcessed{kafka::GroupId(0), kafka::ClientId(0), 101});
  EXPECT_NE(a.trajectory(), b.trajectory());
}

}  // namespace
}  // namespace scenario
