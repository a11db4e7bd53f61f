#include "gui/log/partition_delegate.h"

#include <QPainter>
#include <algorithm>

#include "gui/log/partition_list_model.h"
#include "gui/strips/paint.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace logs {

QSize PartitionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {120, static_cast<int>(42 * style::font_scale())};
}

void PartitionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* const model = qobject_cast<const PartitionListModel*>(index.model());
  if (model == nullptr) return;
  const PartitionRow& row = model->row(index.row());
  const style::Theme& t = style::theme();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QRectF box = QRectF(option.rect).adjusted(3, 2, -3, -2);
  if (option.state.testFlag(QStyle::State_Selected)) {
    painter->setPen(QPen(t.accent, 1.3));
    painter->setBrush(style::faded(t.accent, 0.1));
    painter->drawRoundedRect(box, 6, 6);
  }
  const QRectF in = box.adjusted(9, 4, -9, -4);
  const QString leader = row.leader < 0 ? tr("no leader") : tr("leader %1").arg(row.leader);
  painter->setFont(style::ui_font(10));
  painter->setPen(row.leader < 0 || !row.serving ? t.bad : t.muted);
  const double w = painter->fontMetrics().horizontalAdvance(leader);
  painter->drawText(QRectF(in.right() - w, in.top(), w, 16), Qt::AlignVCenter, leader);
  painter->setFont(style::ui_font(11.5, QFont::DemiBold));
  painter->setPen(t.text);
  const QRectF name(in.left(), in.top(), in.width() - w - 6, 16);
  painter->drawText(name, Qt::AlignVCenter,
                    painter->fontMetrics().elidedText(row.name, Qt::ElideMiddle, static_cast<int>(name.width())));
  std::int64_t most = 1;
  for (const PartitionRow::Bar& b : row.bars) most = std::max(most, b.log_end - row.log_start);
  const double gap = 4;
  const double each = (in.width() - gap * static_cast<double>(row.bars.size() - 1)) /
                      static_cast<double>(std::max<std::size_t>(1, row.bars.size()));
  double x = in.left();
  for (const PartitionRow::Bar& b : row.bars) {
    const QRectF whole(x, in.bottom() - 6, each, 5);
    x += each + gap;
    painter->setPen(b.log_end < 0 ? QPen(t.bad, 1, Qt::DotLine) : QPen(Qt::NoPen));
    painter->setBrush(b.log_end < 0 ? QBrush(Qt::NoBrush) : QBrush(t.grid));
    painter->drawRoundedRect(whole, 2.5, 2.5);
    if (b.log_end < 0) continue;
    QRectF filled = whole;
    filled.setWidth(
        std::max(0.0, whole.width() * static_cast<double>(b.log_end - row.log_start) / static_cast<double>(most)));
    painter->setPen(Qt::NoPen);
    painter->setBrush(b.look == view::ReplicaLook::out_of_sync ? t.warn
                      : b.look == view::ReplicaLook::leader    ? t.accent
                                                               : style::faded(t.accent, 0.65));
    painter->drawRoundedRect(filled, 2.5, 2.5);
  }
  painter->restore();
}

}  // namespace logs
