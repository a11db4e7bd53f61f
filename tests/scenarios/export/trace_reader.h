#pragma once
/// Reads a trace as its users do, and holds it against the rules of the format.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace scenario::test {

using Json = nlohmann::json;

struct Slice {
  std::string process;
  std::string row;  ///< without the lane's number
  std::string name;
  std::int64_t from = 0;  ///< ns
  std::int64_t until = 0;
  std::size_t depth = 0;  ///< 0: within no other
  Json args;
};
struct ArrowEnds {
  std::string name;
  const Slice* from = nullptr;  ///< the innermost slice there
  const Slice* to = nullptr;
};

class TraceReader {
 public:
  explicit TraceReader(const std::string& text) : events_(Json::parse(text)) {
    for (const Json& e : events_) read_name(e);
    for (std::size_t i = 0; i < events_.size(); ++i) read(events_[i], i);
    for (auto& [track, all] : tracks_) nest(track, all);
    for (const auto& [id, ends] : flows_) join(ends);
  }

  [[nodiscard]] const Json& events() const { return events_; }
  [[nodiscard]] const std::vector<Slice>& slices() const { return slices_; }
  [[nodiscard]] const std::vector<ArrowEnds>& arrows() const { return arrows_; }
  [[nodiscard]] std::vector<const Slice*> slices(const std::string& row) const {
    std::vector<const Slice*> found;
    for (const Slice& s : slices_)
      if (s.row == row && s.depth == 0) found.push_back(&s);
    return found;
  }
  [[nodiscard]] std::vector<Json> instants(const std::string& name) const {
    std::vector<Json> found;
    for (const Json& e : events_)
      if (e["ph"] == "i" && e["name"].get<std::string>().starts_with(name)) found.push_back(e);
    return found;
  }
  /// Values of a counter in the order of time.
  [[nodiscard]] std::vector<std::int64_t> counter(const std::string& name) const {
    std::vector<std::pair<double, std::int64_t>> values;
    for (const Json& e : events_)
      if (e["ph"] == "C" && e["name"] == name) values.emplace_back(e["ts"], e["args"]["value"]);
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::int64_t> only;
    for (const auto& [time, value] : values) only.push_back(value);
    return only;
  }

 private:
  using Track = std::pair<int, int>;
  struct Mark {
    std::int64_t at;
    std::size_t order;
    const Json* event;
  };

  static std::int64_t nanos(const Json& micros) { return std::llround(micros.get<double>() * 1000); }
  static Track track_of(const Json& e) { return {e.at("pid"), e.at("tid")}; }

  void read_name(const Json& e) {
    if (e["ph"] != "M") return;
    if (e["name"] == "process_name") processes_[e["pid"]] = e["args"]["name"];
    if (e["name"] == "thread_name") rows_[track_of(e)] = e["args"]["name"];
  }

  void read(const Json& e, std::size_t order) {
    const std::string phase = e.at("ph");
    if (phase == "M") return;
    EXPECT_GE(e.at("ts").get<double>(), 0) << e;
    EXPECT_TRUE(processes_.count(e.at("pid"))) << e;
    if (phase == "C") return;
    EXPECT_TRUE(rows_.count(track_of(e))) << e;
    if (phase == "B" || phase == "E" || phase == "X") tracks_[track_of(e)].push_back({nanos(e["ts"]), order, &e});
    if (phase == "s") flows_[e["id"]].first = &e;
    if (phase == "f") {
      EXPECT_EQ(e.at("bp"), "e");
      flows_[e["id"]].second = &e;
    }
  }

  /// As a reader does: in the order of time, then of the file; a complete event behind the ends at its instant.
  void nest(const Track& track, std::vector<Mark>& all) {
    std::stable_sort(all.begin(), all.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
    std::vector<std::size_t> open;  // slices_
    for (const Mark& mark : all) {
      const Json& e = *mark.event;
      const bool complete = e["ph"] == "X";
      while (!open.empty() && slices_[open.back()].until >= 0 && slices_[open.back()].until <= mark.at) open.pop_back();
      if (e["ph"] == "E") {
        ASSERT_FALSE(open.empty()) << "an end without a begin: " << e;
        ASSERT_LT(slices_[open.back()].until, 0) << "an end within a complete slice: " << e;
        slices_[open.back()].until = mark.at;
        if (e.contains("args")) slices_[open.back()].args.update(e["args"]);
        open.pop_back();
        continue;
      }
      const std::int64_t until = complete ? mark.at + nanos(e["dur"]) : -1;
      for (const std::size_t outer : open)
        EXPECT_TRUE(slices_[outer].until < 0 || (complete && until <= slices_[outer].until))
            << rows_[track] << ": " << e << " overlaps " << slices_[outer].name;
      open.push_back(slices_.size());
      slices_.push_back({processes_[track.first], plain(rows_[track]), e["name"], mark.at, until, open.size() - 1,
                         e.value("args", Json::object())});
      places_[track].push_back(open.back());
    }
    for (const std::size_t s : open) EXPECT_GE(slices_[s].until, 0) << slices_[s].name << " never ends";
  }

  void join(const std::pair<const Json*, const Json*>& ends) {
    ASSERT_TRUE(ends.first && ends.second) << "an arrow with one end";
    EXPECT_LE(ends.first->at("ts"), ends.second->at("ts"));
    arrows_.push_back({ends.first->at("name"), around(*ends.first), around(*ends.second)});
    EXPECT_TRUE(arrows_.back().from) << *ends.first;
    EXPECT_TRUE(arrows_.back().to) << *ends.second;
  }

  /// The outermost slice around the point.
  const Slice* around(const Json& e) {
    const std::int64_t at = nanos(e["ts"]);
    for (const std::size_t s : places_[track_of(e)])
      if (slices_[s].depth == 0 && slices_[s].from <= at && at <= slices_[s].until) return &slices_[s];
    return nullptr;
  }

  static std::string plain(std::string row) {
    const std::size_t end = row.find_last_not_of("0123456789");
    if (end != std::string::npos && end + 1 < row.size() && row[end] == ' ') row.resize(end);
    return row;
  }

  Json events_;
  std::map<int, std::string> processes_;
  std::map<Track, std::string> rows_;
  std::map<Track, std::vector<Mark>> tracks_;
  std::map<Track, std::vector<std::size_t>> places_;
  std::map<int, std::pair<const Json*, const Json*>> flows_;
  std::vector<Slice> slices_;
  std::vector<ArrowEnds> arrows_;
};

}  // namespace scenario::test
