/// The spellings of units of measurement: a text may write a unit in any spelling of the declared one, and no other unit.
enum UnitSpellings {
    /// One unit a line, in the syntax of the reading rules; case makes no difference.
    static let groups: [[String]] = [
        ["mm( |\\-)?Hg", "millimet(re|er)s of mercury"],
        ["kPa"],
        ["cm ?H2O"],
        [
            "/ ?min", "bpm", "per min(ute)?", "/ ?minute", "(beats|breaths) ?(/|per) ?min(ute)?", "min\\-1",
            "(beats|breaths) a minute",
        ],
        ["°? ?C", "(degrees?|deg) (C|Celsius|centigrade)", "Celsius"],
        ["°? ?F", "(degrees?|deg) (F|Fahrenheit)", "Fahrenheit"],
        ["years?", "yrs?", "y"],
        ["months?"],
        ["weeks?"],
        ["days?", "d"],
        ["hours?", "hrs?", "h"],
        ["minutes?", "mins?"],
        ["l", "lit(re|er)s?"],
        ["ml", "millilit(re|er)s?"],
        ["ml/kg/(h|hr|hour)", "ml/kg per hour", "ml per kg per hour"],
        ["ml/(h|hr|hour)", "ml per hour"],
        ["mmol/l", "millimol(es)? per lit(re|er)"],
        ["(µ|μ|u)mol/l", "micromol(es)? per lit(re|er)"],
        ["mg/dl", "milligrams? per decilit(re|er)"],
        ["mg/l", "milligrams? per lit(re|er)"],
        ["g/dl", "grams? per decilit(re|er)"],
        ["g/l", "(x|×)?( )?10\\^9/l", "10⁹/l", "(x|×) ?10⁹/l", "10 ⁹/l", "(x|×) 10 ⁹/l", "(k|thousand)/(µ|μ|u)l"],
        ["%", "per ?cent"],
        ["kg", "kilograms?"],
        ["mg"],
        ["points?"],
    ]
}
