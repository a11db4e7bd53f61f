#include <fmt/format.h>

#include "scenarios/engine/report/line_chart.h"
#include "scenarios/engine/report/page_table.h"
#include "scenarios/engine/report/sections.h"

namespace report {
namespace {

constexpr std::size_t kMostLines = 8;

std::string step_note(const PageSource& source) {
  return "in steps of " + scenario::duration_text(source.recorder.series().bins().step());
}

std::vector<double> times_of(const PageSource& source) {
  return source.recorder.series().bins().middles(source.recorder.series().steps());
}

void draw_throughput(Markup& page, const PageSource& source) {
  const SeriesRecorder& series = source.recorder.series();
  LineChart written("Records acknowledged", step_note(source), Quantity::rate);
  for (std::size_t a = 0; a < std::min(series.applications().size(), kMostLines); ++a)
    written.add({source.run.applications[a].name, times_of(source), series.applications()[a].acknowledged, false, ""});
  if (!written.empty()) written.draw(page, source.stage);
  LineChart read("Records processed", "by each group, " + step_note(source), Quantity::rate);
  for (std::size_t g = 0; g < std::min(series.groups().size(), kMostLines); ++g)
    read.add({source.run.groups[g].name, times_of(source), series.groups()[g].processed, false, ""});
  if (!read.empty()) read.draw(page, source.stage);
}

void draw_percentiles(Markup& page, const PageSource& source, const std::string& title, const std::string& note,
                      const LatencySeries& latency, const sim::Histogram& all) {
  LineChart chart(title, note, Quantity::seconds);
  chart.may_be_logarithmic();
  for (std::size_t q = 0; q < kQuantiles.size(); ++q) {
    const std::int64_t ns = all.value_at_quantile(kQuantiles[q]);
    chart.add({std::string(kQuantileNames[q]), times_of(source), latency.values(q), false,
               all.empty() ? "" : scenario::duration_text(static_cast<double>(ns) * 1e-9, 3)});
  }
  if (!chart.empty()) chart.draw(page, source.stage);
}

/// Of several: one percentile of each.
template <class Series, class Name>
void draw_compared(Markup& page, const PageSource& source, const std::string& title, const std::vector<Series>& all,
                   Name name) {
  constexpr std::size_t kP99 = 2;
  LineChart chart(title, "p99 of each, " + step_note(source), Quantity::seconds);
  chart.may_be_logarithmic();
  for (std::size_t i = 0; i < std::min(all.size(), kMostLines); ++i)
    chart.add({name(i), times_of(source), all[i].latency.values(kP99), false, ""});
  if (!chart.empty()) chart.draw(page, source.stage);
}

void draw_latency(Markup& page, const PageSource& source) {
  const SeriesRecorder& series = source.recorder.series();
  const scenario::RunResult& run = source.run;
  draw_percentiles(page, source, "Produce latency", "from send() to its acknowledgement", series.produce_latency(),
                   run.statistics.latency);
  if (series.applications().size() > 1)
    draw_compared(page, source, "Produce latency by application", series.applications(),
                  [&](std::size_t a) { return run.applications[a].name; });
  constexpr std::size_t kFew = 2;
  if (series.groups().size() > kFew)
    return draw_compared(page, source, "End-to-end latency by group", series.groups(),
                         [&](std::size_t g) { return run.groups[g].name; });
  for (std::size_t g = 0; g < series.groups().size(); ++g)
    draw_percentiles(page, source, "End-to-end latency of " + run.groups[g].name, "from send() to poll()",
                     series.groups()[g].latency, run.groups[g].statistics.latency);
}

void draw_lag(Markup& page, const PageSource& source) {
  const SeriesRecorder& series = source.recorder.series();
  LineChart chart("Lag", "records between a group's position and the end of what it may read; the most in each step",
                  Quantity::count);
  for (std::size_t g = 0; g < std::min(series.groups().size(), kMostLines); ++g)
    chart.add({source.run.groups[g].name, times_of(source), series.groups()[g].lag, false, ""});
  if (!chart.empty()) chart.draw(page, source.stage);
}

void write_producers(Markup& page, const scenario::RunResult& run) {
  PageTable table("Producers", {{"", ""},
                                {"produced", "records that send() accepted"},
                                {"acknowledged", ""},
                                {"failed", "given up by the producer", true},
                                {"rejected", "send() itself failed"},
                                {"abandoned", "ended with their process"},
                                {"batches sent again", ""},
                                {"rate", "acknowledged"},
                                {"p50", "produce latency"},
                                {"p99", ""},
                                {"max", ""}});
  for (std::size_t a = 0; a < run.applications.size(); ++a) {
    const scenario::ApplicationResult& app = run.applications[a];
    const std::string key = fmt::format("/producers/{}", a);
    const sim::Histogram& h = app.statistics.latency;
    const std::string latency = key + "/produce_latency_ms";
    table.add({plain(app.instances > 1 ? fmt::format("{} ({})", app.name, app.instances) : app.name),
               counted(app.produced, key + "/produced_records"),
               counted(app.totals.acknowledged, key + "/acknowledged_records"),
               trouble(app.totals.failed, key + "/failed_records"),
               trouble(app.totals.rejected, key + "/rejected_records"),
               trouble(app.totals.abandoned, key + "/abandoned_records"),
               counted(app.totals.retries, key + "/retried_batches"),
               rated(app.statistics.acknowledged.per_second(), app.statistics.acknowledged.has_rate(),
                     key + "/throughput_records_per_s"),
               quantile(h, 0.5, "p50", latency), quantile(h, 0.99, "p99", latency), quantile(h, 1, "max", latency)});
  }
  table.hide_empty_columns();
  if (!table.empty()) table.draw(page);
}

void write_requests(Markup& page, const scenario::RunResult& run) {
  if (run.requests.empty()) return;
  PageTable table("Where the brokers' time goes, mean of each request", {{"", ""},
                                                                         {"requests", ""},
                                                                         {"errors", ""},
                                                                         {"in the queue", "RequestQueueTimeMs"},
                                                                         {"at the leader", "LocalTimeMs"},
                                                                         {"waiting for others", "RemoteTimeMs"},
                                                                         {"response queue", "ResponseQueueTimeMs"},
                                                                         {"sending", "ResponseSendTimeMs"},
                                                                         {"p99 of the total", "TotalTimeMs"}});
  for (const auto& [name, r] : run.requests) {
    const std::string key = "/cluster/requests/" + name;
    const auto mean = [&](sim::Duration sum) {
      return lasted(r.total.empty() ? sim::Duration{0} : sum / r.total.count());
    };
    table.add({plain(name), counted(r.total.count(), key + "/count"), counted(r.errors, key + "/errors"),
               mean(r.request_queue), mean(r.local), mean(r.remote), mean(r.response_queue), mean(r.response_send),
               quantile(r.total, 0.99, "p99", key + "/total_ms")});
  }
  page.open("details").element("summary", "Requests, and where their time went");
  table.draw(page);
  page.close();
}

}  // namespace

void write_flow(Markup& page, const PageSource& source) {
  open_section(page, "flow", "Throughput, latency and lag");
  if (source.run.applications.empty() && source.run.groups.empty())
    page.element("p", "Nobody produces and nobody reads in this run.");
  draw_throughput(page, source);
  draw_latency(page, source);
  draw_lag(page, source);
  write_producers(page, source.run);
  write_requests(page, source.run);
  page.close();
}

}  // namespace report
