#include "gui/app/scenarios_page.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>
#include <array>
#include <limits>

#include "gui/app/scenario_delegate.h"
#include "gui/pages/flow_layout.h"
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
      filter_(new ScenarioFilter(*model_, this)) {
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
  connect(search_, &QLineEdit::textChanged, this, [this](const QString& text) {
    filter_->set_words(text);
    show_count();
  });
  column->addWidget(search_);
  column->addWidget(build_tags());
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

QWidget* ScenariosPage::build_tags() {
  auto* const box = tags_ = new QWidget(this);
  auto* const row = new pages::FlowLayout(box);
  auto* const group = new QButtonGroup(box);
  const std::array<std::pair<ScenarioTag, QString>, 7> tags{{{ScenarioTag::all, tr("All")},
                                                             {ScenarioTag::recent, tr("Recent")},
                                                             {ScenarioTag::lessons, tr("With questions")},
                                                             {ScenarioTag::faults, tr("With faults")},
                                                             {ScenarioTag::trucks, tr("Trucks")},
                                                             {ScenarioTag::variants, tr("What if")},
                                                             {ScenarioTag::unfinished, tr("Not done")}}};
  for (const auto& [tag, text] : tags) {
    auto* const button = new QToolButton(box);
    button->setObjectName(QString("scenario-tag-%1").arg(static_cast<int>(tag)));
    button->setText(text);
    button->setAccessibleName(tr("Show: %1").arg(text));
    button->setCheckable(true);
    button->setChecked(tag == ScenarioTag::all);
    group->addButton(button);
    row->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, tag = tag] {
      filter_->set_tag(tag);
      show_count();
    });
  }
  count_ = new QLabel(box);
  count_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  count_->setObjectName("scenario-count");
  row->addWidget(count_);
  return box;
}

/// Of what is shown; or that there is nothing.
void ScenariosPage::show_count() {
  const style::Theme& t = style::theme();
  tags_->setStyleSheet(QString("QToolButton:checked { background: %1; border-color: %2; }")
                           .arg(style::mixed(t.panel2, t.accent, 0.25).name(), t.accent.name()));
  const int shown = filter_->rowCount();
  count_->setText(shown == 0 ? tr("No scenario has all that.") : tr("%1 scenarios").arg(shown));
  count_->setStyleSheet("color: " + style::theme().muted.name());
  if (!list_->currentIndex().isValid() && shown > 0) list_->setCurrentIndex(filter_->index(0, 0));
  // Cards go and come above and below it: without this the list stands anywhere.
  if (list_->currentIndex().isValid()) list_->scrollTo(list_->currentIndex());
}

void ScenariosPage::make_exercise(QWidget* parent) {
  exercise_ = new QPushButton(tr("Break-fix"), parent);
  exercise_->setObjectName("scenario-exercise");
  exercise_->setAccessibleName(tr("Hide a fault in this scenario, to be found"));
  exercise_->setToolTip(exercise_->accessibleName());
  connect(exercise_, &QPushButton::clicked, this, [this] {
    if (const ScenarioCard* const card = chosen(); card != nullptr && card->problem.isEmpty())
      Q_EMIT exercise(card->path);
  });
}

QWidget* ScenariosPage::build_preview() {
  auto* const panel = new QFrame(this);
  panel->setObjectName("panel");
  panel->setFixedWidth(static_cast<int>(430 * style::font_scale()));
  auto* const column = new QVBoxLayout(panel);
  column->setContentsMargins(18, 16, 18, 16);
  sketch_ = new SketchView(panel);
  column->addWidget(sketch_);
  chapter_ = new QLabel(panel);
  chapter_->setWordWrap(true);
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
  hint_ = new QLabel(tr("Press Start."), panel);
  hint_->setObjectName("scenario-hint");
  hint_->setVisible(QSettings().value("recent").toStringList().isEmpty());
  auto* const open = new QPushButton(tr("Open a file"), panel);
  open->setObjectName("scenario-open");
  open->setAccessibleName(tr("Open a scenario file of your own"));
  connect(open, &QPushButton::clicked, this, &ScenariosPage::open_wanted);
  auto* const above = new QHBoxLayout;
  above->addWidget(open);
  above->addStretch(1);
  above->addWidget(hint_);
  column->addLayout(above);
  auto* const foot = new QHBoxLayout;
  make_exercise(panel);
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
  drawn_in_ = style::theme().name;
  const ScenarioCard* const card = chosen();
  start_->setEnabled(card != nullptr && card->problem.isEmpty());
  if (card == nullptr) return;
  sketch_->show_sketch(card->sketch);
  chapter_->setText("<b style='color:" + style::theme().accent.name() + "'>" + card->chapter.toHtmlEscaped() +
                    "</b>&nbsp; " + card->minutes.toHtmlEscaped());
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

/// What was chosen stays chosen: only other colours make its text anew.
void ScenariosPage::refresh() {
  if (drawn_in_ != style::theme().name) show_chosen();
  show_count();
  hint_->setVisible(QSettings().value("recent").toStringList().isEmpty());
}

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
