package dev.didact.shell.report;

import static dev.didact.shell.report.Curve.at;

/// The shape of an arm's points, so that arms can be told apart without colours.
enum Sign {
    /// A circle.
    CIRCLE,
    /// A square.
    SQUARE,
    /// A triangle.
    TRIANGLE,
    /// A square on its corner.
    DIAMOND;

    static Sign of(int place) {
        return values()[place % values().length];
    }

    /// Its outline around a point, as the data of an SVG path.
    String outline(double x, double y, double radius) {
        return switch (this) {
            case CIRCLE ->
                "M" + at(x - radius) + " " + at(y) + arc(radius, 2 * radius) + arc(radius, -2 * radius) + "Z";
            case SQUARE -> {
                double half = radius * 0.9;
                yield "M" + at(x - half) + " " + at(y - half) + "h" + at(2 * half) + "v" + at(2 * half) + "h"
                        + at(-2 * half) + "Z";
            }
            case TRIANGLE -> {
                double half = radius * 1.15;
                yield "M" + at(x) + " " + at(y - half) + "L" + at(x + half) + " " + at(y + half * 0.8) + "L"
                        + at(x - half) + " " + at(y + half * 0.8) + "Z";
            }
            case DIAMOND -> {
                double half = radius * 1.25;
                yield "M" + at(x) + " " + at(y - half) + "L" + at(x + half) + " " + at(y) + "L" + at(x) + " "
                        + at(y + half) + "L" + at(x - half) + " " + at(y) + "Z";
            }
        };
    }

    private static String arc(double radius, double across) {
        return "a" + at(radius) + " " + at(radius) + " 0 1 0 " + at(across) + " 0";
    }
}
