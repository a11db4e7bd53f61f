#include <cstdlib>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

struct ExportedFiles : ProgramTest {
  Ran run_small(std::vector<std::string> more) const {
    write("small.yaml", small_scenario());
    std::vector<std::string> arguments{"run", "small.yaml", "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  [[nodiscard]] json fingerprints(const std::string& results) const {
    return json::parse(read(results + "/manifest.json"))["fingerprints"];
  }
  /// Exit code of `python3 -c script folder`.
  [[nodiscard]] int python(const std::string& script) const {
    write("load.py", script);
    return std::system(("cd '" + folder().string() + "' && python3 load.py").c_str());
  }
  [[nodiscard]] static bool has_python() { return std::system("python3 -c pass > /dev/null 2>&1") == 0; }
};

TEST_F(ExportedFiles, AreWrittenBesideTheResultsAndChangeNothing) {
  ASSERT_EQ(run_small({"--out", "plain"}).code, 0);
  const Ran ran = run_small(
      {"--out", "exported", "--trace", "out/trace.json", "--prometheus", "out/metrics.prom", "--omb", "out/omb.json"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(fingerprints("plain"), fingerprints("exported"));
  EXPECT_EQ(read("plain/summary.json"), read("exported/summary.json"));
  EXPECT_TRUE(json::parse(read("out/trace.json")).is_array());
  EXPECT_THAT(read("out/metrics.prom"), HasSubstr("\nkafka_consumergroup_lag_sum{consumergroup=\"readers\""));
  EXPECT_EQ(json::parse(read("out/omb.json"))["driver"], "kafkasim");
}

TEST_F(ExportedFiles, TheSameRunGivesTheSameBytes) {
  for (const char* folder : {"a", "b"})
    run_small({"--trace", std::string(folder) + "/trace.json", "--prometheus", std::string(folder) + "/metrics.prom",
               "--omb", std::string(folder) + "/omb.json"});
  for (const char* file : {"/trace.json", "/metrics.prom", "/omb.json"}) {
    EXPECT_FALSE(read(std::string("a") + file).empty()) << file;
    EXPECT_EQ(read(std::string("a") + file), read(std::string("b") + file)) << file;
  }
}

TEST_F(ExportedFiles, AFileThatCannotBeWrittenIsToldBeforeTheRun) {
  write("taken", "");
  const Ran ran = run_small({"--trace", "taken/trace.json"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("kafkasim: cannot write taken/trace.json: "));
  EXPECT_FALSE(exists("results"));
}

TEST_F(ExportedFiles, AWindowNeedsATrace) {
  EXPECT_THAT(run_small({"--trace-from", "3s"}).err, HasSubstr("--trace-from and --trace-until say which part"));
  EXPECT_THAT(run_small({"--trace", "t.json", "--trace-from", "3s", "--trace-until", "2s"}).err,
              HasSubstr("--trace-until must be later than --trace-from"));
  EXPECT_THAT(run_small({"--trace", "t.json", "--trace-from", "soon"}).err,
              HasSubstr("--trace-from must be a duration such as 20s, 5ms or 1h 30m, not 'soon'"));
  EXPECT_EQ(run_small({"--trace", "t.json", "--trace-from", "soon"}).code, 2);
  EXPECT_FALSE(exists("t.json"));
}

TEST_F(ExportedFiles, SeriesAndEventsLoadWithPython) {
  if (!has_python()) GTEST_SKIP() << "no python3";
  ASSERT_EQ(run_small({"--trace", "trace.json"}).code, 0);
  EXPECT_EQ(python("import csv, json\n"
                   "rows = list(csv.DictReader(open('results/small/series.csv', newline='')))\n"
                   "assert len(rows) > 1 and None not in rows[0] and None not in rows[0].values()\n"
                   "times = [float(row['time_s']) for row in rows]\n"
                   "assert times == sorted(times) and times[-1] == 20\n"
                   "assert all(float(row['lag.readers']) >= 0 for row in rows)\n"
                   "events = [json.loads(line) for line in open('results/small/events.jsonl')]\n"
                   "assert all('t' in e and 'event' in e for e in events)\n"
                   "assert {'BrokerStarted', 'RecordsAcknowledged'} <= {e['event'] for e in events}\n"
                   "trace = json.load(open('trace.json'))\n"
                   "assert all(e['ph'] in 'MBEXiCsf' for e in trace)\n"),
            0);
}

}  // namespace
}  // namespace cli
