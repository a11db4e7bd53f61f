#pragma once
/// The log of one partition, record by record: a row for each replica, the epochs above, the high watermark through
/// all, and how far each group has read and committed below.

#include <QWidget>
#include <optional>

#include "gui/bridge/session.h"
#include "gui/log/log_index.h"
#include "gui/log/record_keys.h"

namespace logs {

/// Wheel or drag: along the log, with Ctrl: zoom. Click: the record's life. Arrows: to the next record or replica; + -
/// zoom; End follows the log's end.
class PartitionLogView final : public QWidget {
  Q_OBJECT

 public:
  PartitionLogView(bridge::Session& session, LogIndex& index, QWidget* parent = nullptr);

  /// Takes what the session shows now.
  void show_partition(kafka::TopicPartition tp);
  [[nodiscard]] std::int64_t first_offset() const { return first_; }
  [[nodiscard]] std::int64_t offsets_shown() const;
  [[nodiscard]] bool shows_batches() const { return width_ < kLeastRecord; }
  void zoom(double factor);
  void scroll_to(std::int64_t first);
  void follow_end();

  struct Record {
    std::int32_t broker = -1;
    std::int64_t offset = -1;
  };
  [[nodiscard]] const std::optional<Record>& chosen() const { return chosen_; }
  void choose(std::optional<Record> record);
  [[nodiscard]] std::optional<Record> record_at(const QPointF& at) const;
  [[nodiscard]] QPointF place(const Record& record) const;
  /// What is known of it at once; "": nothing is there.
  [[nodiscard]] QString text_of(const Record& record) const;
  [[nodiscard]] QString describe() const;

 Q_SIGNALS:
  void chosen_changed();

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  /// A replica now: what its broker says, and what it holds.
  struct Replica {
    std::int32_t broker = 0;
    QString name;
    view::ReplicaNow now;
    bool running = true;
    const ReplicaLog* log = nullptr;
    std::int64_t end = 0;
  };
  static constexpr double kLeastRecord = 15;
  static constexpr double kMostRecord = 90;
  static constexpr double kLeastWidth = 0.4;

  void take(const view::Snapshot& snapshot);
  [[nodiscard]] double x_of(double offset) const;
  [[nodiscard]] double row_top(std::size_t replica) const;
  [[nodiscard]] double row_step() const;
  [[nodiscard]] double rows_bottom() const;
  [[nodiscard]] double left() const;
  [[nodiscard]] double right() const { return width() - 22.0; }
  void keep_in_view();

  void draw_head(QPainter& painter) const;
  void draw_epochs(QPainter& painter) const;
  void draw_offsets(QPainter& painter) const;
  void draw_replica(QPainter& painter, std::size_t number) const;
  void draw_role(QPainter& painter, std::size_t number) const;
  void draw_piece(QPainter& painter, const Piece& piece, const QRectF& row, bool leader) const;
  void draw_record(QPainter& painter, const QRectF& box, const Piece& piece, std::int64_t offset, bool leader) const;
  void draw_lost(QPainter& painter, const Replica& replica, const QRectF& row) const;
  void draw_missing(QPainter& painter, const Replica& replica, const QRectF& row) const;
  void draw_high_watermark(QPainter& painter) const;
  void draw_groups(QPainter& painter) const;
  void draw_group(QPainter& painter, const view::GroupNow& group, const view::ReadingNow& reading, double y,
                  const QColor& colour) const;
  [[nodiscard]] QString sentence(const Replica& replica) const;
  [[nodiscard]] QString cut_sentence(const Replica& replica) const;
  [[nodiscard]] static QString read_twice_text(std::int64_t records);
  [[nodiscard]] QString group_sentence(const view::GroupNow& group, const view::ReadingNow& reading) const;
  [[nodiscard]] std::vector<std::pair<const view::GroupNow*, const view::ReadingNow*>> readings() const;

  bridge::Session& session_;
  LogIndex& index_;
  std::optional<kafka::TopicPartition> tp_;
  view::PartitionNow partition_;
  std::vector<Replica> replicas_;  // the leader first
  std::optional<RecordKeys> keys_;
  std::int64_t end_ = 0;  // of the longest log
  std::int64_t first_ = 0;
  double width_ = 42;  // of a record
  bool follows_ = true;
  std::optional<Record> chosen_;
  /// By the mouse, with what the first offset was then.
  struct Grip {
    QPointF at;
    std::int64_t first = 0;
    bool moved = false;
  };
  std::optional<Grip> grip_;
};

}  // namespace logs
