#include "gui/log/partition_log_view.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "gui/log/life_text.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace logs {
namespace {

constexpr double kRowsTop = 112;
constexpr double kLeastRow = 52;
constexpr double kFoot = 34;  // the groups' title
constexpr double kGroup = 38;

QString number(std::int64_t n) { return style::count_text(static_cast<double>(n)); }

}  // namespace

PartitionLogView::PartitionLogView(bridge::Session& session, LogIndex& index, QWidget* parent)
    : QWidget(parent), session_(session), index_(index) {
  setObjectName("log-view");
  setAccessibleName(tr("Records of the partition in each replica"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setMinimumHeight(static_cast<int>(330 * style::font_scale()));
}

void PartitionLogView::show_partition(kafka::TopicPartition tp) {
  if (tp_ != tp) {
    follows_ = true;
    choose(std::nullopt);
  }
  tp_ = tp;
  if (session_.snapshot()) take(*session_.snapshot());
  // Two groups are seen in any window; more where there is room.
  const double groups = static_cast<double>(std::min<std::size_t>(2, readings().size()));
  const double rows = static_cast<double>(std::min<std::size_t>(3, replicas_.size()));
  const double needed = kRowsTop + kLeastRow * rows + kFoot + kGroup * groups - 8;
  setMinimumHeight(static_cast<int>(std::max(330 * style::font_scale(), needed)));
  keep_in_view();
  setAccessibleDescription(describe());
  update();
}

void PartitionLogView::take(const view::Snapshot& s) {
  keys_.emplace(*session_.spec(), s.names);
  replicas_.clear();
  end_ = 0;
  for (const view::PartitionNow& p : s.partitions)
    if (p.tp == *tp_) partition_ = p;
  for (const std::int32_t id : partition_.replicas) {
    Replica r;
    r.broker = id;
    for (const view::BrokerNow& b : s.brokers) {
      if (b.id != id) continue;
      r.name = QString::fromStdString(b.name);
      r.running = b.state != kafka::MachineState::stopped;
      for (const view::ReplicaNow& n : b.replicas)
        if (n.tp == *tp_) r.now = n;
    }
    r.log = &index_.log(id, s.time);
    r.end = r.now.log_end >= 0 ? r.now.log_end : std::max<std::int64_t>(0, r.log->end());
    end_ = std::max(end_, r.end);
    if (!r.log->lost.empty()) end_ = std::max(end_, r.log->lost.back().end);
    replicas_.push_back(std::move(r));
  }
  std::stable_partition(replicas_.begin(), replicas_.end(),
                        [&](const Replica& r) { return r.broker == partition_.leader; });
}

// ---- places

double PartitionLogView::left() const { return 150 * std::max(1.0, style::font_scale()); }

double PartitionLogView::x_of(double offset) const { return left() + (offset - static_cast<double>(first_)) * width_; }

std::int64_t PartitionLogView::offsets_shown() const {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>((right() - left()) / width_));
}

double PartitionLogView::row_step() const {
  const double groups = static_cast<double>(readings().size());
  const double rows = static_cast<double>(std::max<std::size_t>(1, replicas_.size()));
  return std::clamp((height() - kRowsTop - kFoot - kGroup * groups) / rows, kLeastRow, 84.0);
}

double PartitionLogView::row_top(std::size_t replica) const {
  return kRowsTop + static_cast<double>(replica) * row_step();
}
double PartitionLogView::rows_bottom() const { return row_top(replicas_.size()); }

void PartitionLogView::keep_in_view() {
  const std::int64_t room = offsets_shown();
  const std::int64_t most = std::max<std::int64_t>(0, end_ + 2 - room);
  first_ = follows_ ? most : std::clamp<std::int64_t>(first_, 0, most);
}

void PartitionLogView::resizeEvent(QResizeEvent*) { keep_in_view(); }

void PartitionLogView::zoom(double factor) {
  const std::int64_t last = first_ + offsets_shown();
  width_ = std::clamp(width_ * factor, kLeastWidth, kMostRecord);
  first_ = std::max<std::int64_t>(0, last - offsets_shown());
  keep_in_view();
  update();
}

void PartitionLogView::scroll_to(std::int64_t first) {
  const std::int64_t most = std::max<std::int64_t>(0, end_ + 2 - offsets_shown());
  first_ = std::clamp<std::int64_t>(first, 0, most);
  follows_ = first_ == most;
  update();
}

void PartitionLogView::follow_end() {
  follows_ = true;
  keep_in_view();
  update();
}

// ---- choosing

std::optional<PartitionLogView::Record> PartitionLogView::record_at(const QPointF& at) const {
  if (at.x() < left() || at.x() > right()) return std::nullopt;
  for (std::size_t i = 0; i < replicas_.size(); ++i) {
    if (at.y() < row_top(i) || at.y() > row_top(i) + 40) continue;
    const auto offset = first_ + static_cast<std::int64_t>((at.x() - left()) / width_);
    if (replicas_[i].log->at(offset) == nullptr) return std::nullopt;
    return Record{replicas_[i].broker, offset};
  }
  return std::nullopt;
}

QPointF PartitionLogView::place(const Record& record) const {
  for (std::size_t i = 0; i < replicas_.size(); ++i)
    if (replicas_[i].broker == record.broker) return {x_of(static_cast<double>(record.offset) + 0.5), row_top(i) + 20};
  return {};
}

QString PartitionLogView::text_of(const Record& record) const {
  for (const Replica& r : replicas_) {
    const Piece* const piece = r.broker == record.broker ? r.log->at(record.offset) : nullptr;
    if (piece == nullptr || !keys_) continue;
    const QStringList told = record_text(*piece, record.offset, keys_->of(piece->producer), session_.names());
    return QString("%1, %2\n").arg(r.name, tr("offset %1").arg(number(record.offset))) + told.join('\n');
  }
  return {};
}

void PartitionLogView::choose(std::optional<Record> record) {
  chosen_ = record;
  Q_EMIT chosen_changed();
  update();
}

bool PartitionLogView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* const help = static_cast<QHelpEvent*>(event);
  const std::optional<Record> record = record_at(help->pos());
  QToolTip::showText(help->globalPos(), record ? text_of(*record) : QString(), this);
  return true;
}

void PartitionLogView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) grip_ = {event->position(), first_, false};
}

void PartitionLogView::mouseMoveEvent(QMouseEvent* event) {
  if (!grip_) return setCursor(record_at(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
  const double by = event->position().x() - grip_->at.x();
  grip_->moved = grip_->moved || std::abs(by) >= QApplication::startDragDistance();
  if (!grip_->moved) return;
  setCursor(Qt::ClosedHandCursor);
  scroll_to(grip_->first - std::llround(by / width_));
}

void PartitionLogView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !grip_) return;
  const bool moved = grip_->moved;
  grip_.reset();
  unsetCursor();
  if (!moved) choose(record_at(event->position()));
}

void PartitionLogView::wheelEvent(QWheelEvent* event) {
  const QPoint delta = event->angleDelta();
  const double steps = (delta.y() != 0 ? delta.y() : delta.x()) / 120.0;
  if (event->modifiers().testFlag(Qt::ControlModifier))
    zoom(std::pow(1.25, steps));
  else
    scroll_to(first_ - static_cast<std::int64_t>(std::ceil(steps * static_cast<double>(offsets_shown()) / 8)));
  event->accept();
}

void PartitionLogView::keyPressEvent(QKeyEvent* event) {
  const auto go = [&](std::int64_t offsets, std::ptrdiff_t rows) {
    if (replicas_.empty()) return;
    Record r = chosen_.value_or(Record{replicas_.front().broker, replicas_.front().end - 1 - offsets});
    const auto row =
        std::find_if(replicas_.begin(), replicas_.end(), [&](const Replica& x) { return x.broker == r.broker; });
    const auto n = std::clamp<std::ptrdiff_t>(row - replicas_.begin() + rows, 0,
                                              static_cast<std::ptrdiff_t>(replicas_.size()) - 1);
    const Replica& to = replicas_[static_cast<std::size_t>(n)];
    r = {to.broker, r.offset + offsets};
    if (to.log->at(r.offset) == nullptr) return;
    if (r.offset < first_) scroll_to(r.offset);
    if (r.offset >= first_ + offsets_shown()) scroll_to(r.offset - offsets_shown() + 1);
    choose(r);
  };
  switch (event->key()) {
    case Qt::Key_Left:
      return go(-1, 0);
    case Qt::Key_Right:
      return go(1, 0);
    case Qt::Key_Up:
      return go(0, -1);
    case Qt::Key_Down:
      return go(0, 1);
    case Qt::Key_Plus:
      return zoom(1.25);
    case Qt::Key_Minus:
      return zoom(0.8);
    case Qt::Key_Home:
      return scroll_to(0);
    case Qt::Key_End:
      return follow_end();
    case Qt::Key_PageUp:
      return scroll_to(first_ - offsets_shown());
    case Qt::Key_PageDown:
      return scroll_to(first_ + offsets_shown());
    case Qt::Key_Escape:
      return choose(std::nullopt);
    default:
      return QWidget::keyPressEvent(event);
  }
}

// ---- in words

std::vector<std::pair<const view::GroupNow*, const view::ReadingNow*>> PartitionLogView::readings() const {
  std::vector<std::pair<const view::GroupNow*, const view::ReadingNow*>> all;
  if (!session_.snapshot() || !tp_) return all;
  for (const view::GroupNow& g : session_.snapshot()->groups)
    for (const view::ReadingNow& r : g.readings)
      if (r.tp == *tp_) all.emplace_back(&g, &r);
  return all;
}

QString PartitionLogView::sentence(const Replica& r) const {
  const std::int64_t leader_end = replicas_.empty() ? 0 : replicas_.front().end;
  const bool led = !replicas_.empty() && replicas_.front().broker == partition_.leader;
  const std::int64_t behind = leader_end - r.end;
  QString text = tr("log end offset %1").arg(number(r.end));
  switch (r.now.look) {
    case view::ReplicaLook::leader:
      break;
    case view::ReplicaLook::in_sync:
      text += behind <= 0 ? tr(", has all that the leader has")
                          : tr(", %1 behind; the leader waits for it").arg(number(behind));
      break;
    case view::ReplicaLook::out_of_sync:
      text += led && behind > 0 ? tr(", %1 behind; the high watermark does not wait for it").arg(number(behind))
                                : tr("; the high watermark does not wait for it");
      break;
    case view::ReplicaLook::offline:
      text +=
          r.now.listed ? tr(" when it stopped; the stored ISR lists it still") : tr(" when it stopped; not in the ISR");
      break;
  }
  return text;
}

QString PartitionLogView::cut_sentence(const Replica& r) const {
  if (r.log->cuts.empty()) return {};
  const view::LogCut& c = r.log->cuts.back();
  if (c.to >= c.from) return {};
  const QString text = c.from - c.to == 1 ? tr("%1 record cut off at %2, from %3 back to %4: %5")
                                          : tr("%1 records cut off at %2, from %3 back to %4: %5");
  return text.arg(number(c.from - c.to), style::clock_text(sim::to_seconds(c.time - sim::kTimeZero)), number(c.from),
                  number(c.to), QString::fromStdString(c.reason).replace('_', ' '));
}

QString PartitionLogView::read_twice_text(std::int64_t records) {
  return records == 1 ? tr("if the consumer dies now, %1 record is read twice").arg(number(records))
                      : tr("if the consumer dies now, %1 records are read twice").arg(number(records));
}

QString PartitionLogView::group_sentence(const view::GroupNow& group, const view::ReadingNow& r) const {
  const QString dot = QString("  %1  ").arg(QChar(0x00B7));
  QStringList parts;
  const bool unknown = r.committed < 0 && !group.coordinator_up;
  if (unknown) {
    parts << tr("what is committed is not known: the coordinator, broker %1, is down").arg(group.coordinator);
  } else {
    parts << (r.committed < 0 ? tr("nothing committed") : tr("committed %1").arg(number(r.committed)));
  }
  if (r.position >= 0) parts << tr("read up to %1").arg(number(r.position));
  if (unknown) return parts.join(dot);
  parts << tr("lag %1").arg(number(r.lag));
  if (r.owner == kafka::kNoClient)
    parts << tr("nobody of the group reads it now");
  else if (r.position >= 0)
    parts << read_twice_text(std::max<std::int64_t>(0, r.position - std::max(r.committed, partition_.log_start)));
  return parts.join(dot);
}

QString PartitionLogView::describe() const {
  if (!tp_) return tr("No partition is chosen.");
  QStringList words;
  words << tr("%1: leader %2, leader epoch %3, high watermark %4.")
               .arg(QString::fromStdString(partition_.name))
               .arg(partition_.leader)
               .arg(partition_.leader_epoch)
               .arg(partition_.high_watermark);
  for (const Replica& r : replicas_) {
    words << QString("%1: %2.").arg(r.name, sentence(r));
    if (const QString cut = cut_sentence(r); !cut.isEmpty()) words << cut + ".";
  }
  for (const auto& [group, reading] : readings())
    words << QString("%1: %2.").arg(QString::fromStdString(group->name), group_sentence(*group, *reading));
  return words.join('\n');
}

}  // namespace logs
