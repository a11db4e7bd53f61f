#pragma once
/// The parts of the page, one function for each. What there is nothing to say about writes nothing.

#include "scenarios/engine/report/markup.h"
#include "scenarios/engine/report/page_source.h"

namespace report {

void write_head(Markup& page, const PageSource& source);          ///< title, verdict, numbers at a glance, lesson
void write_steps(Markup& page, const PageSource& source);         ///< what to look at and when, with questions
void write_story(Markup& page, const PageSource& source);         ///< what happened, in words
void write_verdicts(Markup& page, const PageSource& source);      ///< what was expected
void write_variants(Markup& page, const PageSource& source);      ///< with one thing changed, side by side
void write_flow(Markup& page, const PageSource& source);          ///< throughput, latency, lag
void write_replication(Markup& page, const PageSource& source);   ///< in-sync replicas, leaders
void write_outages(Markup& page, const PageSource& source);       ///< time without service, by phases
void write_groups(Markup& page, const PageSource& source);        ///< who owned what, rebalances
void write_ledger(Markup& page, const PageSource& source);        ///< what became of the records
void write_scenes(Markup& page, const PageSource& source);        ///< who said what around each fault
void write_fleet(Markup& page, const PageSource& source);         ///< trucks on their map
void write_reproduction(Markup& page, const PageSource& source);  ///< the scenario, and how to run it again

/// What a scenario's author wrote; what stands between `two of these` is code.
void write_words(Markup& page, const std::string& text);
/// <section> with a heading; close() it.
void open_section(Markup& page, const char* id, const char* title);

}  // namespace report
