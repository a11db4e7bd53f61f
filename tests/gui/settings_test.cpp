// What a person chooses for the screens is in force at once, is kept, and does not touch pictures.

#include <QCheckBox>
#include <QComboBox>
#include <QSettings>
#include <QSlider>
#include <cmath>

#include <gtest/gtest.h>

#include "gui/app/main_window.h"
#include "gui/app/options.h"
#include "gui/app/shell.h"
#include "gui/cluster/cluster_page.h"
#include "gui/cluster/cluster_scene.h"
#include "gui/languages/languages.h"
#include "gui/settings/preferences.h"
#include "gui/settings/settings_dialog.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"
#include "tests/gui/opened_session.h"
#include "tests/gui/painted_texts.h"

namespace settings {
namespace {

using bridge::Session;

class SettingsOf : public testing::Test {
 protected:
  void SetUp() override {
    gui_testing::need_application();
    QSettings().clear();
    Keeper::instance().change(usual(), false);
  }
  void TearDown() override { Keeper::instance().change(usual(), false); }
  static Preferences usual() {
    Preferences p;
    p.theme = "dark";
    p.language = "en";
    return p;
  }
  template <class Widget>
  static Widget& in(QWidget& dialog, const char* name) {
    return *dialog.findChild<Widget*>(name);
  }
  static void choose(QWidget& dialog, const char* name, const QString& value) {
    auto& box = in<QComboBox>(dialog, name);
    box.setCurrentIndex(box.findData(value));
    Q_EMIT box.activated(box.currentIndex());
  }
};

TEST_F(SettingsOf, TheDialogPutsThemInForceAtOnceAndKeepsThem) {
  SettingsDialog dialog;
  choose(dialog, "settings-theme", "high-contrast");
  EXPECT_EQ(style::ThemeName::high_contrast, style::theme().name);
  choose(dialog, "settings-theme", "light");
  EXPECT_EQ(style::ThemeName::light, style::theme().name);
  const QColor before = style::theme().category(1);
  choose(dialog, "settings-palette", "greys");
  EXPECT_NE(before, style::theme().category(1));
  EXPECT_EQ(0, style::theme().category(1).saturation());
  in<QSlider>(dialog, "settings-font").setValue(15);
  EXPECT_DOUBLE_EQ(1.5, style::font_scale());
  in<QCheckBox>(dialog, "settings-motion").setChecked(true);
  EXPECT_TRUE(style::reduced_motion());
  choose(dialog, "settings-language", "de");
  EXPECT_EQ("de", languages::in_use());

  const Preferences chosen = Keeper::instance().now();
  Keeper::instance().change(usual(), false);
  Keeper::instance().load();
  EXPECT_EQ(chosen, Keeper::instance().now());
}

TEST_F(SettingsOf, TheDialogGrowsWithTheLettersThatAreChosenInIt) {
  SettingsDialog dialog;
  dialog.show();
  QCoreApplication::processEvents();
  const int before = dialog.height();
  in<QSlider>(dialog, "settings-font").setValue(16);
  for (int i = 0; i < 3; ++i) QCoreApplication::processEvents();
  EXPECT_GT(dialog.height(), before + 20);
  for (const auto* const box : dialog.findChildren<QComboBox*>())
    EXPECT_GE(box->height(), box->minimumSizeHint().height()) << box->objectName().toStdString();
}

/// English is what the program is written in, but "1 replica(s)" is none: it has to be put in force as well. (Of a
/// process of its own, as ctest runs it.)
TEST_F(SettingsOf, EnglishHasItsPluralsFromTheStart) {
  const QString solved = QCoreApplication::translate("breakfix::BreakfixPage", "%n exercise(s) solved, ", nullptr, 1);
  EXPECT_EQ("1 exercise solved, ", solved.toStdString());
}

TEST_F(SettingsOf, WhatAFileSaysWrongBecomesWhatIsUsual) {
  QSettings().setValue("theme", "pink");
  QSettings().setValue("font-scale", 7);
  QSettings().setValue("language", "tlh");
  Keeper::instance().load();
  EXPECT_EQ("desktop", Keeper::instance().now().theme);
  EXPECT_DOUBLE_EQ(1, Keeper::instance().now().font_scale);
  EXPECT_EQ("", Keeper::instance().now().language);
}

TEST_F(SettingsOf, PicturesDoNotDependOnThem) {
  Preferences odd;
  odd.theme = "light";
  odd.language = "de";
  odd.font_scale = 2;
  Keeper::instance().change(odd);
  QString message;
  int code = 0;
  const auto picture = app::read_options({"kafkasim-gui", "--list-pages"}, message, code);
  app::prefer(*picture);
  EXPECT_EQ("dark", Keeper::instance().now().theme);
  EXPECT_EQ("en", languages::in_use());
  EXPECT_DOUBLE_EQ(1, style::font_scale());
  const auto window = app::read_options({"kafkasim-gui"}, message, code);
  app::prefer(*window);
  EXPECT_EQ("light", Keeper::instance().now().theme);
  const auto asked = app::read_options({"kafkasim-gui", "--theme", "dark"}, message, code);
  app::prefer(*asked);
  EXPECT_EQ("dark", Keeper::instance().now().theme);
  Preferences bigger = Keeper::instance().now();
  bigger.font_scale = 1.5;
  Keeper::instance().change(bigger);
  EXPECT_EQ("light", QSettings().value("theme").toString()) << "what the command line asks for is not kept";
  EXPECT_DOUBLE_EQ(1.5, QSettings().value("font-scale").toDouble());
}

TEST_F(SettingsOf, ReducedMotionTakesTheDotsFromTheCluster) {
  Session session(Session::Mode::direct);
  app::MainWindow window(session);
  window.resize(1600, 1000);
  window.show();
  window.apply_theme();
  ASSERT_TRUE(window.open_file(QString::fromStdString(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"))));
  session.seek(40);
  window.show_page("cluster");
  const auto* const scene = window.page("cluster")->findChild<cluster::ClusterScene*>();
  ASSERT_NE(nullptr, scene);
  EXPECT_FALSE(scene->state().reduced_motion);
  window.actions().find("motion")->trigger();
  EXPECT_TRUE(scene->state().reduced_motion);
  EXPECT_TRUE(scene->flight().label().startsWith("reduced motion"));
  window.grab();
  EXPECT_EQ(0, scene->flight().drawn());
}

TEST_F(SettingsOf, AnotherLanguageOrSizeMakesTheWindowAnewAndTheRunGoesOn) {
  Session session(Session::Mode::direct);
  app::Shell shell(session);
  shell.window().show();
  ASSERT_TRUE(
      shell.window().open_file(QString::fromStdString(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"))));
  session.seek(30);
  shell.window().show_page("groups");
  const QString before = shell.window().findChild<QLabel*>("seed")->text();
  const app::MainWindow* const first = &shell.window();
  Preferences p = Keeper::instance().now();
  p.language = "pseudo";
  Keeper::instance().change(p, false);
  QCoreApplication::processEvents();
  EXPECT_NE(first, &shell.window());
  EXPECT_EQ("groups", shell.window().current_page()->objectName());
  EXPECT_NE(before, shell.window().findChild<QLabel*>("seed")->text());
  EXPECT_TRUE(shell.window().isVisible());
  EXPECT_DOUBLE_EQ(30, session.seconds());
}

TEST_F(SettingsOf, AWindowThatWasMadeAnewShowsTheSame) {
  Session session(Session::Mode::direct);
  app::Shell shell(session);
  shell.window().resize(1600, 1000);
  shell.window().show();
  ASSERT_TRUE(
      shell.window().open_file(QString::fromStdString(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"))));
  session.seek(90);
  const auto texts = [&] {
    for (int i = 0; i < 3; ++i) {
      shell.window().refresh_page();
      QCoreApplication::processEvents();
    }
    QStringList all;
    for (const auto& painted : gui_testing::painted_texts(shell.window())) all << painted.text;
    return all.join('\n').toStdString();
  };
  const std::string before = texts();
  for (const double scale : {1.2, 1.0}) {
    Preferences p = Keeper::instance().now();
    p.font_scale = scale;
    Keeper::instance().change(p, false);
    QCoreApplication::processEvents();
  }
  EXPECT_EQ(before, texts());
}

// ---- colours

double linear(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

/// Of linear red, green, blue: what is left of them for each kind of sight (Machado, Oliveira, Fernandes 2009).
constexpr double kSight[4][9] = {
    {1, 0, 0, 0, 1, 0, 0, 0, 1},
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
    {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}};

std::array<double, 3> lab(const QColor& c, int sight) {
  const double rgb[3] = {linear(c.redF()), linear(c.greenF()), linear(c.blueF())};
  double o[3];
  for (int i = 0; i < 3; ++i) {
    o[i] = 0;
    for (int j = 0; j < 3; ++j) o[i] += kSight[sight][3 * i + j] * rgb[j];
    o[i] = std::clamp(o[i], 0.0, 1.0);
  }
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f((0.4124 * o[0] + 0.3576 * o[1] + 0.1805 * o[2]) / 0.9505);
  const double y = f(0.2126 * o[0] + 0.7152 * o[1] + 0.0722 * o[2]);
  const double z = f((0.0193 * o[0] + 0.1192 * o[1] + 0.9505 * o[2]) / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// Of the two that are most alike (CIE76).
double least_difference(int sight) {
  double least = 1e9;
  for (std::size_t i = 0; i < 8; ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto a = lab(style::theme().category(i), sight);
      const auto b = lab(style::theme().category(j), sight);
      least = std::min(least, std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
    }
  return least;
}

double luminance(const QColor& c) {
  return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const std::pair<double, double> both = std::minmax({luminance(a), luminance(b)});
  return (both.second + 0.05) / (both.first + 0.05);
}

class Colours : public testing::TestWithParam<style::ThemeName> {
 protected:
  void TearDown() override { use(style::Palette::everyone, style::ThemeName::dark); }
  static void use(style::Palette palette, style::ThemeName theme) {
    gui_testing::need_application();
    style::set_palette(palette);
    style::set_theme(theme);
  }
};

TEST_P(Colours, StayApartForThoseTheyAreMadeFor) {
  use(style::Palette::everyone, GetParam());
  for (const int sight : {0, 1, 2, 3}) EXPECT_GE(least_difference(sight), 18) << sight;
  use(style::Palette::red_green, GetParam());
  for (const int sight : {0, 1, 2}) EXPECT_GE(least_difference(sight), 37) << sight;
  use(style::Palette::blue_yellow, GetParam());
  for (const int sight : {0, 3}) EXPECT_GE(least_difference(sight), 42) << sight;
  use(style::Palette::greys, GetParam());
  EXPECT_GE(least_difference(0), 4);
}

TEST_P(Colours, CanBeReadOnAPanel) {
  for (const style::Palette palette :
       {style::Palette::everyone, style::Palette::red_green, style::Palette::blue_yellow, style::Palette::greys}) {
    use(palette, GetParam());
    const style::Theme& t = style::theme();
    for (const QColor& c : t.categories) EXPECT_GE(contrast(c, t.panel), 3.3) << c.name().toStdString();
    EXPECT_GE(contrast(t.text, t.panel), 7);
    EXPECT_GE(contrast(t.muted, t.panel), 4.5);
    for (const QColor& c : {t.ok, t.warn, t.bad}) EXPECT_GE(contrast(c, t.panel), 4.0) << c.name().toStdString();
    EXPECT_GE(contrast(t.on_accent, t.accent), 4.5);
  }
}

INSTANTIATE_TEST_SUITE_P(Themes, Colours,
                         testing::Values(style::ThemeName::dark, style::ThemeName::light,
                                         style::ThemeName::high_contrast),
                         [](const auto& given) {
                           return given.param == style::ThemeName::dark    ? "Dark"
                                  : given.param == style::ThemeName::light ? "Light"
                                                                           : "HighContrast";
                         });

}  // namespace
}  // namespace settings
