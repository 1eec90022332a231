/* SPDX-License-Identifier: Apache-2.0 */
// Figures of marginal abatement cost curves.
function curveFigures(data, id) {
  const curves = data.labels("curve"),
    points = data.labels("point");
  const onCurve = (name) => data.axesOf(name).length === 2 && data.axesOf(name)[0] === "curve" && data.axesOf(name)[1] === "point";
  const inRegion = ["gdp_change", "welfare_change", "abatement_cost_macc", "abatement_by_region", "permit_import_value"].filter((name) =>
    data.has(name),
  );
  const abscissae = ["cut_percent", "abatement"].filter((name) => data.has(name));
  const xChoice = { name: "x", label: "against", options: abscissae.map((name) => [name, `${data.meaning(name)} [${data.units(name)}]`]) };
  const content = (name, x, region) => {
    const where = region ? ` of ${data.nameOf("region", region)}` : "";
    const place = (curve, point) => ({ curve, point, region });
    const rows = curves.flatMap((curve) =>
      points.map((point) => ({
        curve,
        [x]: data.at(x, place(curve, point)),
        ...(region ? { region } : {}),
        [name]: data.at(name, place(curve, point)),
      })),
    );
    const series = curves.map((curve) => ({
      name: curve,
      points: points
        .map((point) => ({ x: data.at(x, place(curve, point)), y: data.at(name, place(curve, point)) }))
        .filter((p) => p.x !== null),
    }));
    return {
      caption: `${data.meaning(name)} [${data.units(name)}]${where} against ${data.meaning(x)} [${data.units(x)}].`,
      columns: [
        { name: "curve" },
        { name: x, unit: data.units(x) },
        ...(region ? [{ name: "region" }] : []),
        { name, unit: data.units(name) },
      ],
      rows,
      draw: (chart) => drawLines(chart, series, { xName: data.meaning(x), xUnit: data.units(x), yUnit: data.units(name) }),
    };
  };
  const members = data.labels("region").filter((region) => curves.some((curve) => data.at("is_member", { curve, region }) === 1));
  const regions = [...members, ...data.labels("region").filter((region) => !members.includes(region))];
  const others = [...inRegion, ...["leakage_rate"].filter((name) => data.has(name) && onCurve(name))];
  return [
    { id: `${id}-curves`, title: "Marginal abatement cost curves", choices: [xChoice], content: ({ x }) => content("carbon_price", x) },
    {
      id: `${id}-along`,
      title: "What comes with it",
      choices: [
        { name: "result", label: "result", options: others.map((name) => [name, `${data.meaning(name)} [${data.units(name)}]`]) },
        { name: "region", label: "region", options: regions.map((name) => [name, data.nameOf("region", name)]) },
        xChoice,
      ],
      content: ({ result, region, x }) => content(result, x, onCurve(result) ? undefined : region),
    },
  ];
}
