#include "gui/app/scenario_delegate.h"

#include <QPainter>

#include "gui/app/scenario_model.h"
#include "gui/style/fonts.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace app {
namespace {

constexpr QSize kCard{300, 132};
constexpr double kPicture = 56;

/// What the scenario is about, by the words of its chapter.
style::Icon icon_of(const QString& chapter) {
  const QString c = chapter.toLower();
  if (c.contains("truck")) return style::Icon::truck;
  if (c.contains("group") || c.contains("consum")) return style::Icon::groups;
  if (c.contains("produc") || c.contains("record")) return style::Icon::producer;
  if (c.contains("topic") || c.contains("partition") || c.contains("log")) return style::Icon::log;
  if (c.contains("zookeeper")) return style::Icon::zookeeper;
  if (c.contains("fail") || c.contains("fault") || c.contains("what")) return style::Icon::bolt;
  if (c.contains("scale") || c.contains("perform") || c.contains("claim")) return style::Icon::charts;
  return style::Icon::cluster;
}

}  // namespace

QSize ScenarioDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return kCard * style::font_scale();
}

void ScenarioDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const style::Theme& t = style::theme();
  const QRectF card = QRectF(option.rect).adjusted(5, 5, -5, -5);
  const bool chosen = (option.state & QStyle::State_Selected) != 0;
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(chosen ? t.accent : t.border, chosen ? 1.8 : 1));
  painter->setBrush(t.panel);
  painter->drawRoundedRect(card, 9, 9);
  const QRectF picture(card.left() + 10, card.top() + 10, kPicture, card.height() - 20);
  painter->setPen(Qt::NoPen);
  painter->setBrush(t.panel2);
  painter->drawRoundedRect(picture, 7, 7);
  const QString chapter = index.data(ScenarioModel::chapter_role).toString();
  const QColor hue = t.category(qHash(chapter, 3));
  const double side = 28;
  style::draw_icon(*painter, icon_of(chapter), QRectF(picture.center() - QPointF(side / 2, side / 2), QSizeF(side, side)),
                   hue);
  const QRectF text(picture.right() + 12, card.top() + 10, card.right() - picture.right() - 22, card.height() - 20);
  painter->setFont(style::ui_font(10, QFont::DemiBold));
  painter->setPen(hue);
  const double line = 15 * style::font_scale();
  painter->drawText(QRectF(text.left(), text.top(), text.width() - 20, line), Qt::AlignLeft,
                    painter->fontMetrics().elidedText(chapter.toUpper(), Qt::ElideRight, static_cast<int>(text.width() - 20)));
  if (index.data(ScenarioModel::done_role).toBool())
    style::draw_icon(*painter, style::Icon::check, QRectF(text.right() - 14, text.top() - 2, 16, 16), t.ok);
  painter->setFont(style::ui_font(14, QFont::DemiBold));
  painter->setPen(t.text);
  QRectF used;
  const QRectF title(text.left(), text.top() + line + 2, text.width(), 2.6 * line);
  painter->drawText(title, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data(ScenarioModel::title_role).toString(),
                    &used);
  painter->setFont(style::ui_font(11));
  painter->setPen(t.muted);
  const QRectF rest(text.left(), used.bottom() + 4, text.width(), text.bottom() - used.bottom() - 4);
  painter->setClipRect(rest);
  painter->drawText(rest, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                    index.data(ScenarioModel::lesson_role).toString().left(160));
  painter->restore();
}

}  // namespace app
