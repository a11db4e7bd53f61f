#pragma once
/// What happened, and who told whom: the event log over the sequence chart.

#include "gui/events/event_log.h"
#include "gui/events/sequence_chart.h"
#include "gui/pages/page.h"

namespace events {

class EventsPage final : public pages::Page {
  Q_OBJECT

 public:
  explicit EventsPage(bridge::Session& session, QWidget* parent = nullptr);

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  [[nodiscard]] QList<QStringList> table() const override;
  [[nodiscard]] std::vector<pages::KeyNote> keys() const override;
  [[nodiscard]] EventLog& log() { return *log_; }
  [[nodiscard]] SequenceChart& chart() { return *chart_; }

 private:
  EventLog* log_;
  SequenceChart* chart_;
};

}  // namespace events
