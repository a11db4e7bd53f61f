#include "gui/app/scenarios_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <limits>

#include "gui/app/scenario_delegate.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace app {
namespace {

/// As the teller's words: paragraphs, then what happens when, then what may be tried.
QString page_of(const ScenarioCard& card) {
  if (!card.problem.isEmpty()) return "<pre>" + card.problem.toHtmlEscaped() + "</pre>";
  QString html;
  for (const QString& paragraph : card.lesson.split("\n\n", Qt::SkipEmptyParts))
    html += "<p>" + paragraph.toHtmlEscaped() + "</p>";
  if (!card.steps.isEmpty()) {
    html += "<h4>" + ScenariosPage::tr("Steps") + "</h4><ol>";
    for (const QString& step : card.steps) html += "<li>" + step.toHtmlEscaped() + "</li>";
    html += "</ol>";
  }
  if (!card.variants.isEmpty()) {
    html += "<h4>" + ScenariosPage::tr("Then try") + "</h4><ul>";
    for (qsizetype i = 0; i < card.variants.size(); ++i)
      html +=
          "<li><b>" + card.variants[i].toHtmlEscaped() + "</b>: " + card.variant_titles[i].toHtmlEscaped() + "</li>";
    html += "</ul>";
  }
  return html;
}

}  // namespace

ScenariosPage::ScenariosPage(bridge::Session& session, QWidget* parent)
    : Page("scenarios", tr("Scenarios"), style::Icon::scenarios, session, parent),
      model_(new ScenarioModel(this)),
      filter_(new QSortFilterProxyModel(this)) {
  filter_->setSourceModel(model_);
  filter_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  filter_->setFilterRole(Qt::AccessibleTextRole);
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(10);
  row->addWidget(build_list(), 1);
  row->addWidget(build_preview());
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &ScenariosPage::show_chosen);
  choose(model_->row_of("trucks_gps") >= 0 ? "trucks_gps" : QString());
}

QWidget* ScenariosPage::build_list() {
  auto* const left = new QWidget(this);
  auto* const column = new QVBoxLayout(left);
  column->setContentsMargins(0, 0, 0, 0);
  search_ = new QLineEdit(left);
  search_->setObjectName("scenario-search");
  search_->setPlaceholderText(tr("Look for a scenario"));
  search_->setAccessibleName(tr("Look for a scenario"));
  search_->setClearButtonEnabled(true);
  connect(search_, &QLineEdit::textChanged, filter_, &QSortFilterProxyModel::setFilterFixedString);
  column->addWidget(search_);
  list_ = new QListView(left);
  list_->setObjectName("scenario-list");
  list_->setAccessibleName(tr("Scenarios by chapter"));
  list_->setViewMode(QListView::IconMode);
  list_->setResizeMode(QListView::Adjust);
  list_->setMovement(QListView::Static);
  list_->setUniformItemSizes(true);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setItemDelegate(new ScenarioDelegate(list_));
  list_->setModel(filter_);
  list_->setStyleSheet("QListView { background: transparent; }");
  connect(list_, &QListView::activated, this, &ScenariosPage::press_start);
  column->addWidget(list_, 1);
  return left;
}

QWidget* ScenariosPage::build_preview() {
  auto* const panel = new QFrame(this);
  panel->setObjectName("panel");
  panel->setFixedWidth(static_cast<int>(400 * style::font_scale()));
  auto* const column = new QVBoxLayout(panel);
  column->setContentsMargins(18, 16, 18, 16);
  chapter_ = new QLabel(panel);
  title_ = new QLabel(panel);
  title_->setWordWrap(true);
  text_ = new QTextBrowser(panel);
  text_->setObjectName("scenario-text");
  text_->setAccessibleName(tr("What the scenario is about"));
  sizes_ = new QLabel(panel);
  sizes_->setWordWrap(true);
  variant_ = new QComboBox(panel);
  variant_->setObjectName("scenario-variant");
  variant_->setAccessibleName(tr("Variant"));
  seed_ = new QSpinBox(panel);
  seed_->setObjectName("scenario-seed");
  seed_->setAccessibleName(tr("Seed"));
  seed_->setRange(-1, std::numeric_limits<int>::max());
  seed_->setValue(-1);
  seed_->setSpecialValueText(tr("seed of the file"));
  start_ = new QPushButton(tr("Start"), panel);
  start_->setObjectName("primary");
  start_->setAccessibleName(tr("Start the scenario"));
  start_->setDefault(true);
  connect(start_, &QPushButton::clicked, this, &ScenariosPage::press_start);
  for (QWidget* const w : {static_cast<QWidget*>(chapter_), static_cast<QWidget*>(title_)}) column->addWidget(w);
  column->addWidget(text_, 1);
  column->addWidget(sizes_);
  column->addWidget(variant_);
  auto* const foot = new QHBoxLayout;
  exercise_ = new QPushButton(tr("Break-fix"), panel);
  exercise_->setObjectName("scenario-exercise");
  exercise_->setAccessibleName(tr("Hide a fault in this scenario, to be found"));
  exercise_->setToolTip(exercise_->accessibleName());
  connect(exercise_, &QPushButton::clicked, this, [this] {
    if (const ScenarioCard* const card = chosen(); card != nullptr && card->problem.isEmpty())
      Q_EMIT exercise(card->path);
  });
  foot->addWidget(seed_, 1);
  foot->addWidget(exercise_);
  foot->addWidget(start_);
  column->addLayout(foot);
  return panel;
}

const ScenarioCard* ScenariosPage::chosen() const {
  const QModelIndex index = filter_->mapToSource(list_->currentIndex());
  return index.isValid() ? &model_->cards()[static_cast<std::size_t>(index.row())] : nullptr;
}

void ScenariosPage::choose(const QString& name) {
  const int row = std::max(model_->row_of(name), 0);
  list_->setCurrentIndex(filter_->mapFromSource(model_->index(row)));
  list_->scrollTo(list_->currentIndex());
  show_chosen();
}

void ScenariosPage::show_chosen() {
  const ScenarioCard* const card = chosen();
  start_->setEnabled(card != nullptr && card->problem.isEmpty());
  if (card == nullptr) return;
  chapter_->setText("<b style='color:" + style::theme().accent.name() + "'>" + card->chapter.toHtmlEscaped() + "</b>");
  title_->setFont(style::ui_font(19, QFont::DemiBold));
  title_->setStyleSheet(QString("font-size: %1px; font-weight: 600;").arg(style::ui_font(19).pixelSize()));
  title_->setText(card->title);
  text_->setHtml(page_of(*card));
  sizes_->setText(card->sizes);
  sizes_->setStyleSheet("color: " + style::theme().muted.name());
  variant_->clear();
  variant_->addItem(tr("as in the file"), "");
  for (qsizetype i = 0; i < card->variants.size(); ++i)
    variant_->addItem(card->variants[i] + ": " + card->variant_titles[i], card->variants[i]);
  variant_->setVisible(!card->variants.isEmpty());
}

void ScenariosPage::press_start() {
  const ScenarioCard* const card = chosen();
  if (card == nullptr || !card->problem.isEmpty()) return;
  const bool own = seed_->value() < 0;
  Q_EMIT start(card->path, variant_->currentData().toString(), own ? 0 : static_cast<qulonglong>(seed_->value()), own);
}

void ScenariosPage::refresh() { show_chosen(); }

QString ScenariosPage::describe() const {
  const ScenarioCard* const card = chosen();
  const QString count = tr("%1 scenarios").arg(model_->rowCount());
  return card != nullptr ? count + "; " + card->chapter + ": " + card->title + ". " + card->lesson : count;
}

QList<QStringList> ScenariosPage::table() const {
  QList<QStringList> rows{{"name", "chapter", "title", "sizes", "variants"}};
  for (const ScenarioCard& c : model_->cards())
    rows << QStringList{c.name, c.chapter, c.title, c.sizes, c.variants.join(' ')};
  return rows;
}

}  // namespace app
