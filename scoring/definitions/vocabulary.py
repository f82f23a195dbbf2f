"""Word lists behind the lints of wording. English only; other languages are read by people.

A list can be wrong in a sentence it was not made for. That is what waivers are for.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ABSOLUTE = _words("""
    always never ever every all any none nobody everybody everyone everything
    completely totally entirely absolutely perfectly invariably constantly forever
""")
NEGATION = _words("""
    not never no none nobody nothing nowhere without neither nor cannot hardly barely
""")
JOINED = frozenset(("and", "or"))
JOINING_PHRASES = ("as well as", "and/or", "but also", "both of")
FORBIDDEN: dict[str, frozenset[str]] = {
    "health": _words("""
        health healthy ill illness sick sickness pain pains tired tiredness sleep sleepy doctor medicine medication
        disability disabled handicap diet alcohol drunk smoke smoking unfit pregnant therapy headache
    """),
    "mood": _words("""
        mood moods moody sad happy happiness angry anger anxious anxiety nervous stress stressed depressed depression
        lonely afraid fear cry worried cheerful temper
    """),
    "looks": _words("""
        pretty handsome ugly slim fat thin tall attractive beautiful dress dressed clothes hair beard tattoo skin makeup
        handshake smile smiling posture
    """),
    "accent and origin": _words("""
        accent accents dialect nationality foreigner immigrant migrant race ethnic ethnicity native
    """),
    "school": _words("""
        school schools university college degree diploma exam exams grades teacher teachers student studied
    """),
    "family": _words("""
        family families husband wife spouse child children kids baby parent parents mother father
        brother sister grandmother grandfather married divorced girlfriend boyfriend
    """),
    "hobby": _words("""
        hobby hobbies sport sports football gym holiday holidays weekend weekends club clubs pet pets dog cat music game
        games cinema
    """),
    "religion and politics": _words("""
        church mosque temple synagogue god religion religious pray prayer faith bible koran politics political party
        vote union
    """),
    "age": _words("""
        young younger elderly youth retirement
    """),
}
IDIOMS = (
    "piece of cake",
    "muddle through",
    "on the ball",
    "the extra mile",
    "think outside",
    "outside the box",
    "at the end of the day",
    "touch base",
    "hit the ground",
    "on a good note",
    "bend over backwards",
    "back to square one",
    "ballpark",
    "bottom line",
    "by the book",
    "cut corners",
    "down to chance",
    "drop the ball",
    "get the ball rolling",
    "give it a shot",
    "go with the flow",
    "in a nutshell",
    "in the loop",
    "in the same boat",
    "keep an eye on",
    "learn the ropes",
    "long story short",
    "lost the thread",
    "low-hanging",
    "on the fence",
    "on the same page",
    "out of my hands",
    "out of the blue",
    "pull my weight",
    "put my foot down",
    "read the room",
    "rule of thumb",
    "see eye to eye",
    "think on my feet",
    "under the weather",
    "up in the air",
    "wear many hats",
)
EMPTY = _words("""
    a an the i me my to of for in on at by with from as is are be it its this that they them their than more how
    what when who whom which if so before after even would could can do does did have has had and or not customer
    customers work us we our one supplier supplier's client client's clients staff
""")
