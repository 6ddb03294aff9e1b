// Figures as records.
#include "ledger/record_json.hpp"

namespace groundcheck {

using namespace record;

std::string to_text(CurveStyle style) {
    switch (style) {
        case CurveStyle::line:
            return "line";
        case CurveStyle::dashed:
            return "dashed";
        case CurveStyle::points:
            return "points";
        case CurveStyle::band:
            return "band";
        case CurveStyle::enclosure:
            return "enclosure";
        case CurveStyle::cells:
            return "cells";
    }
    return "";
}

namespace {

CurveStyle style_from(const std::string& word) {
    for (const CurveStyle style : {CurveStyle::line, CurveStyle::dashed, CurveStyle::points, CurveStyle::band,
                                   CurveStyle::enclosure, CurveStyle::cells})
        if (to_text(style) == word) return style;
    throw RecordError("not the style of a curve: \"" + word + "\"");
}

Json to_json(const FigureAxis& axis) {
    return {{"label", axis.label}, {"logarithmic", axis.logarithmic}, {"low", axis.low}, {"high", axis.high}};
}

FigureAxis axis_from(const Json& json) {
    return {member<std::string>(json, "label"), member<bool>(json, "logarithmic"),
            member<std::string>(json, "low"), member<std::string>(json, "high")};
}

}  // namespace

Json to_json(const Figure& figure) {
    Json json = {{"id", figure.id},         {"title", figure.title},     {"caption", figure.caption},
                 {"method", figure.method}, {"claims", figure.claims},   {"x", to_json(figure.x)},
                 {"y", to_json(figure.y)},  {"columns", figure.columns}, {"rows", figure.rows},
                 {"curves", Json::array()}};
    for (const FigureCurve& curve : figure.curves)
        json["curves"].push_back({{"label", curve.label},
                                  {"style", to_text(curve.style)},
                                  {"x", curve.x},
                                  {"low", curve.low},
                                  {"high", curve.high},
                                  {"value", curve.value},
                                  {"colour", curve.colour}});
    return json;
}

Figure figure_from(const Json& json) {
    return guarded("a figure", [&] {
        Figure figure;
        figure.id = member<std::string>(json, "id");
        figure.title = member<std::string>(json, "title");
        figure.caption = member<std::string>(json, "caption");
        figure.method = member<std::string>(json, "method");
        figure.claims = member<std::vector<std::string>>(json, "claims");
        figure.x = axis_from(json.at("x"));
        figure.y = axis_from(json.at("y"));
        figure.columns = member<std::vector<std::string>>(json, "columns");
        figure.rows = member<std::vector<std::vector<std::string>>>(json, "rows");
        for (const std::vector<std::string>& row : figure.rows)
            if (row.size() != figure.columns.size())
                throw RecordError("a row of figure \"" + figure.id + "\" has the wrong length");
        for (const Json& curve : json.at("curves"))
            figure.curves.push_back({member<std::string>(curve, "label"),
                                     style_from(member<std::string>(curve, "style")),
                                     member<std::string>(curve, "x"), member<std::string>(curve, "low"),
                                     member<std::string>(curve, "high"), member<std::string>(curve, "value"),
                                     member<int>(curve, "colour")});
        return figure;
    });
}

}  // namespace groundcheck
