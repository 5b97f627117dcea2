"""Strings that run a script as soon as a page sets them into itself unescaped.

Each is written for one place in a page (``Place``), where it ends or uses what stands around it.
What it runs is ``top.fired(N)``, N being its number, so that one page can hold many of them.
"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Place(Enum):
    """Where an unsanitised page puts a string; ``%s`` is the string."""

    TEXT = "<p>%s</p>"
    DOUBLE_QUOTED = '<p title="%s">x</p>'
    SINGLE_QUOTED = "<p title='%s'>x</p>"
    UNQUOTED = "<p title=%s>x</p>"
    TEXTAREA = "<textarea>%s</textarea>"
    TITLE = "<title>%s</title>"
    COMMENT = "<!-- %s -->"
    STYLE = "<style>%s</style>"
    SCRIPT_DOUBLE = '<script>var said = "%s";</script>'
    SCRIPT_SINGLE = "<script>var said = '%s';</script>"
    SCRIPT_TEMPLATE = "<script>var said = `%s`;</script>"
    LINK = '<a href="%s">x</a>'
    FRAME = '<iframe src="%s"></iframe>'


@dataclass(frozen=True, slots=True)
class Hostile:
    """One string, and the place where it is alive."""

    number: int
    text: str
    place: Place

    @property
    def control(self) -> str:
        """A page that sets it into itself as it is."""
        return "<!doctype html><meta charset=utf-8>" + self.place.value.replace("%s", self.text)


# In these lists RUN stands for the call, NUM for its number, B64 for the call in base 64, and ↵
# for the end of a line.

# A handler that a parser or a loaded resource calls by itself.
_BY_ITSELF = """
<img src=x onerror=RUN>
<img src="x" onerror="RUN">
<img src='x' onerror='RUN'>
<IMG SRC=x OnErRoR=RUN>
<img src=x onerror=RUN//
<img src=x:x onerror=RUN>
<img src onerror=RUN>
<img srcset=x onerror=RUN>
<img srcset=",,," src=x onerror=RUN>
<img src=data: onerror=RUN>
<img src=data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw== onload=RUN>
<img src=x onerror=&#116;op.fired(NUM)>
<img src=x onerror="&#x74;op&period;fired&lpar;NUM&rpar;">
<img src=x onerror=top['fir'+'ed'](NUM)>
<img src=x onerror=top.fired`NUM`>
<img src=x onerror=eval('RUN')>
<img src=x onerror=Function('RUN')()>
<img src=x onerror=setTimeout('RUN')>
<img src=x onerror="javascript:RUN">
<img src=x onerror=window.onerror=top.fired.bind(0,NUM);throw+1>
<img src=x onerror="[NUM].map(top.fired)">
<img src=x onerror="top.fired?.(NUM)">
<img src=x onerror="with(top)fired(NUM)">
<img src=x onerror="\\u0074op.fired(NUM)">
<img src=x onerror="top[/fired/.source](NUM)">
<img	src=x	onerror=RUN>
<image src=x onerror=RUN>
<picture><source srcset=x><img onerror=RUN></picture>
<svg onload=RUN>
<svg/onload=RUN>
<svg onload="RUN"/>
<sVg OnLoAd=RUN>
<svg><g onload=RUN></g></svg>
<svg><svg onload=RUN></svg></svg>
<svg><image href=x onerror=RUN>
<svg><image xlink:href=x onerror=RUN></svg>
<svg><script>RUN</script></svg>
<svg><script>&#116;op.fired(NUM)</script></svg>
<svg><script href="data:text/javascript,RUN"></script></svg>
<svg><script xlink:href="data:text/javascript,RUN"></script></svg>
<svg><script><!--x-->RUN</script>
<svg><animate onbegin=RUN attributeName=x dur=1s>
<svg><animate onbegin=RUN attributeName=x begin=0s dur=.01s repeatCount=2></svg>
<svg><animate onend=RUN attributeName=x begin=0s dur=.01s></svg>
<svg><animate onrepeat=RUN attributeName=x dur=.01s repeatCount=3></svg>
<svg><set onbegin=RUN attributeName=x to=y></svg>
<svg><animateTransform onbegin=RUN attributeName=transform></svg>
<svg><animateMotion onbegin=RUN dur=1s></svg>
<svg><foreignObject><img src=x onerror=RUN></foreignObject></svg>
<svg><desc><img src=x onerror=RUN></desc></svg>
<svg><title><img src=x onerror=RUN></title></svg>
<svg><style><img src=x onerror=RUN></style></svg>
<svg><a><rect onload=RUN></rect></a><image href=1 onerror=RUN></svg>
<math><mtext><img src=x onerror=RUN></mtext></math>
<math><mi><svg onload=RUN></mi></math>
<math><annotation-xml encoding=text/html><img src=x onerror=RUN></annotation-xml></math>
<math><style><img src=x onerror=RUN></style></math>
<script>RUN</script>
<SCRIPT>RUN</SCRIPT>
<script >RUN</script >
<script/x>RUN</script>
<script type=module>RUN</script>
<script type=text/javascript>RUN</script>
<script type="text/ecmascript">RUN</script>
<script language=javascript>RUN</script>
<script src=data:text/javascript,RUN></script>
<script src="data:,RUN"></script>
<script src='data:text/javascript;charset=utf-8,%74op.fired(NUM)'></script>
<script>/*<!--*/RUN</script>
<script><!--↵RUN</script>
<script>top↵.fired↵(NUM)</script>
<scr\0ipt></scr\0ipt><script>RUN</script>
<script>setTimeout(()=>RUN)</script>
<script>Promise.resolve(NUM).then(top.fired)</script>
<script>eval(atob('B64'))</script>
<script>import('data:text/javascript,RUN')</script>
<iframe onload=RUN></iframe>
<iframe src=about:blank onload=RUN>
<iframe srcdoc="<script>RUN</script>"></iframe>
<iframe srcdoc='<img src=x onerror=RUN>'></iframe>
<iframe srcdoc=&lt;svg&#47;onload=RUN&gt;></iframe>
<iframe src="javascript:RUN"></iframe>
<iframe src=javascript:RUN></iframe>
<iframe src="JaVaScRiPt:RUN"></iframe>
<iframe src=" javascript:RUN"></iframe>
<iframe src="java&#9;script:RUN"></iframe>
<iframe src="java&NewLine;script:RUN"></iframe>
<iframe src="&#106;avascript&colon;RUN"></iframe>
<iframe src="javascript:void RUN"></iframe>
<iframe src="javascript:'<script>RUN</script>'"></iframe>
<frameset onload=RUN>
<frameset><frame src=javascript:RUN></frameset>
<object data=x onerror=RUN></object>
<video src=x onerror=RUN></video>
<video><source src=x onerror=RUN></video>
<video src=x onloadstart=RUN></video>
<video poster=x src=y onerror=RUN autoplay>
<audio src=x onerror=RUN></audio>
<audio src onloadstart=RUN>
<audio><source onerror=RUN src=x></audio>
<input autofocus onfocus=RUN>
<input type=image src=x onerror=RUN>
<textarea autofocus onfocus=RUN></textarea>
<select autofocus onfocus=RUN></select>
<button autofocus onfocus=RUN>x</button>
<a href=# autofocus onfocus=RUN>x</a>
<p tabindex=0 autofocus onfocus=RUN>x
<div contenteditable autofocus onfocus=RUN>x</div>
<svg tabindex=0 autofocus onfocus=RUN></svg>
<summary tabindex=1 autofocus onfocus=RUN>x</summary>
<details open ontoggle=RUN>x</details>
<details/open/ontoggle=RUN>
<body onload=RUN>
<body onpageshow=RUN>
<body onfocus=RUN autofocus tabindex=0><input autofocus onfocus=RUN>
<html onload=x><body/onload=RUN>
<style onload=RUN>p{}</style>
<style>@keyframes k{}</style><p style=animation-name:k onanimationstart=RUN>x</p>
<style>@keyframes k{}</style><p style="animation:k 1ms" onanimationend=RUN>x</p>
<style>@keyframes k{}</style><p style="animation:k 1ms 2" onanimationiteration=RUN>x</p>
<link rel=stylesheet href=data:text/css, onload=RUN>
<link rel=stylesheet href=x:x onerror=RUN>
<link rel=preload as=image href=x:x onerror=RUN>
<x-y autofocus tabindex=0 onfocus=RUN>x</x-y>
<p><b><i><u><img src=x onerror=RUN>
<table><tr><td><img src=x onerror=RUN></table>
<table><img src=x onerror=RUN></table>
<ul><li><svg/onload=RUN></ul>
<q cite=x><img src=x onerror=RUN></q>
<noscript><p title="</noscript><img src=x onerror=RUN>"></noscript>
<noembed><p title="</noembed><img src=x onerror=RUN>"></noembed>
<xmp><p title="</xmp><img src=x onerror=RUN>"></xmp>
<textarea></textarea><img src=x onerror=RUN>
<title></title><img src=x onerror=RUN>
<style></style><img src=x onerror=RUN>
<template></template><img src=x onerror=RUN>
<!--><img src=x onerror=RUN>-->
<!--x--!><img src=x onerror=RUN>
<?xml x?><img src=x onerror=RUN>
<!x><img src=x onerror=RUN>
</><img src=x onerror=RUN>
<<img src=x onerror=RUN>
< p><img src=x onerror=RUN>
<a"<img src=x onerror=RUN>"></a><img src=x onerror=RUN>
&lt;p&gt;<img src=x onerror=RUN>&lt;/p&gt;
[x](y)<img src=x onerror=RUN>
`<img src=x onerror=RUN>`
*<svg/onload=RUN>*
> <svg/onload=RUN>
{{<svg/onload=RUN>}}
[1]<svg/onload=RUN>[2]
<div><template shadowrootmode=open><img src=x onerror=RUN></template></div>
""".strip("\n")

# A handler or an address that waits for someone to do something.
_WAITING = """
<a href=javascript:RUN>x</a>
<a href="javascript:RUN">x</a>
<a href="JAVASCRIPT:RUN">x</a>
<a href="jav&#x09;ascript:RUN">x</a>
<a href="jav&#x0A;ascript:RUN">x</a>
<a href="jav&#x0D;ascript:RUN">x</a>
<a href="&#1;javascript:RUN">x</a>
<a href="&#14;  javascript:RUN">x</a>
<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;RUN">x</a>
<a href="&#x6a&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3a;RUN">x</a>
<a href="javascript&colon;RUN">x</a>
<a href="javascript:%74op.fired(NUM)">x</a>
<a href="javascript://x%0ARUN">x</a>
<a href="javascript:/*x*/RUN">x</a>
<a href=javascript:RUN download=x ping=>x</a>
<area href=javascript:RUN>
<svg><a href=javascript:RUN><text y=9>x</text></a></svg>
<svg><a xlink:href=javascript:RUN><text y=9>x</text></a></svg>
<form action=javascript:RUN><button>x</button></form>
<form action=javascript:RUN><input type=submit></form>
<form><button formaction=javascript:RUN>x</button></form>
<form><input type=submit formaction=javascript:RUN></form>
<form id=f></form><button form=f formaction=javascript:RUN>x</button>
<b onclick=RUN>x</b>
<i ondblclick=RUN>x</i>
<u onmouseover=RUN>x</u>
<s onmouseenter="RUN">x</s>
<em onmousemove='RUN'>x</em>
<strong/onmousedown=RUN>x</strong>
<span onmouseup=RUN>x</span>
<div onmouseout=RUN>x</div>
<p onmouseleave=RUN>x</p>
<ul onwheel=RUN><li>x</ul>
<li oncontextmenu=RUN>x</li>
<pre onpointerdown=RUN>x</pre>
<code onpointerover=RUN>x</code>
<h1 onpointerenter=RUN>x</h1>
<h6 onpointermove=RUN>x</h6>
<cite onauxclick=RUN>x</cite>
<q onkeydown=RUN>x</q>
<sub onkeyup=RUN>x</sub>
<sup onkeypress=RUN>x</sup>
<bdi oncopy=RUN>x</bdi>
<bdo oncut=RUN>x</bdo>
<ruby onpaste=RUN>x</ruby>
<time ondragstart=RUN draggable=true>x</time>
<var ondrop=RUN>x</var>
<samp ontouchstart=RUN>x</samp>
<kbd ontouchend=RUN>x</kbd>
<dfn onfocusin=x onblur=RUN>x</dfn>
<mark onbeforeinput=RUN>x</mark>
<input oninput=RUN>
<input onchange=RUN>
<input onselect=RUN value=x>
<form onsubmit=RUN></form>
<form onreset=RUN></form>
<input required oninvalid=RUN>
<dialog oncancel=RUN></dialog>
<dialog onclose=RUN></dialog>
<section onscroll=RUN>x</section>
<video oncanplay=RUN></video>
<track oncuechange=RUN>
<slot onslotchange=RUN>x</slot>
""".strip("\n")

_ELSEWHERE: dict[Place, str] = {
    Place.DOUBLE_QUOTED: """
"><img src=x onerror=RUN>
"><svg/onload=RUN>
"><script>RUN</script>
" autofocus tabindex=0 onfocus=RUN x="
" onclick="RUN
" onmouseover=RUN//
"onpointerdown="RUN
x"/onclick="RUN"/x="
"↵onclick=RUN x="
" style=animation-name:k onanimationstart=RUN><style>@keyframes k{}</style x="
"></p></div></section></main><img src=x onerror=RUN>
"'><img src=x onerror=RUN>
""",
    Place.SINGLE_QUOTED: """
'><img src=x onerror=RUN>
'><svg/onload=RUN>
' autofocus tabindex=0 onfocus=RUN x='
' onclick='RUN
'onmouseover='RUN' x='
''><script>RUN</script>
""",
    Place.UNQUOTED: """
x onclick=RUN
x autofocus tabindex=0 onfocus=RUN
><img src=x onerror=RUN>
x onmouseenter=RUN id=y
""",
    Place.TEXTAREA: """
</textarea><img src=x onerror=RUN>
</TEXTAREA ><svg/onload=RUN>
</textarea/x><script>RUN</script>
""",
    Place.TITLE: """
</title><img src=x onerror=RUN>
</title><script>RUN</script>
</tItLe/><svg/onload=RUN>
""",
    Place.COMMENT: """
--><img src=x onerror=RUN>
--!><img src=x onerror=RUN>
--><script>RUN</script><!--
""",
    Place.STYLE: """
</style><img src=x onerror=RUN>
</style ><script>RUN</script>
*{}</STYLE/><svg/onload=RUN>
""",
    Place.SCRIPT_DOUBLE: """
";RUN;//
"-RUN-"
"+RUN+"
";RUN;"
</script><img src=x onerror=RUN>
</script><script>RUN</script>
</ScRiPt ><svg/onload=RUN>
""",
    Place.SCRIPT_SINGLE: """
';RUN;//
'-RUN-'
'+RUN+'
'*RUN<!--
""",
    Place.SCRIPT_TEMPLATE: """
${RUN}
`;RUN;`
`-RUN-`
${top['fired'](NUM)}
${`${RUN}`}
""",
    Place.LINK: """
javascript:RUN
JavaScript:RUN
 javascript:RUN
java	script:RUN
javascript:RUN//http://x
javascript:/*--></title></style></textarea></script>*/RUN
" onclick="RUN
"><img src=x onerror=RUN>
""",
    Place.FRAME: """
javascript:RUN
jAvAsCrIpT:RUN
javascript:void(RUN)
" onload="RUN
"></iframe><img src=x onerror=RUN>
""",
}


def hostile_strings() -> tuple[Hostile, ...]:
    """Every string, numbered from 1."""
    return tuple(
        Hostile(number, _numbered(text, number), place)
        for number, (place, text) in enumerate(_written(), start=1)
    )


def _written() -> Iterator[tuple[Place, str]]:
    everything = {Place.TEXT: f"{_BY_ITSELF}\n{_WAITING}"} | _ELSEWHERE
    for place, lines in everything.items():
        for text in lines.strip("\n").split("\n"):
            yield place, text


def _numbered(text: str, number: int) -> str:
    call = f"top.fired({number})"
    packed = b64encode(call.encode()).decode()
    for sign, meant in (("RUN", call), ("NUM", str(number)), ("B64", packed), ("↵", "\n")):
        text = text.replace(sign, meant)
    return text


# What a person or a browser may do to anything on a page, done to everything within ``root``.
EVENTS = (
    *("animationend", "animationiteration", "animationstart", "auxclick", "beforeinput", "begin"),
    *("blur", "cancel", "canplay", "change", "close", "contextmenu", "copy", "cuechange", "cut"),
    *("dblclick", "dragstart", "drop", "end", "error", "focus", "input", "invalid", "keydown"),
    *("keypress", "keyup", "load", "loadstart", "mousedown", "mouseenter", "mouseleave"),
    *("mousemove", "mouseout", "mouseover", "mouseup", "pageshow", "paste", "pointerdown"),
    *("pointerenter", "pointermove", "pointerover", "repeat", "reset", "scroll", "select"),
    *("slotchange", "start", "submit", "toggle", "touchend", "touchstart", "wheel"),
)
PROVOKE = f"""(root) => {{
    const all = [...root.querySelectorAll("*")];
    for (const element of all) {{
        for (const name of {list(EVENTS)}) element.dispatchEvent(new Event(name));
        if (!element.closest("[data-ask], [data-target]")) element.onclick?.(new Event("click"));
    }}
    for (const element of all) {{
        const leads = [element.href?.baseVal ?? element.href, element.getAttribute("formaction"),
            element.form?.getAttribute("action")].join(" ");
        if (leads.includes("javascript:")) {{
            element.dispatchEvent(new MouseEvent("click", {{ bubbles: true, cancelable: true }}));
        }}
    }}
}}"""

# Set before any page's own script runs: notes which strings ran, in this window and its frames.
WATCH = "window.fired = (number) => { (top.hits ??= new Set()).add(Number(number)); };"
HITS = "() => [...(top.hits ?? [])]"

# What no text of ours can bring in: elements that fetch, run, post or restyle, attributes that
# hold code, and addresses of any kind but the server's own. Gradio's own page is left out by
# looking only within what Gradio shows, and the widget's one frame by its being its own.
STRAYS = """(root) => {
    const zones = root.matches?.("body")
        ? [...root.querySelectorAll("#masthead, #intro, #past, #live, #sources, #announcer")]
        : [root];
    const elements = zones.flatMap((zone) => [...zone.querySelectorAll("*")]);
    const forbidden = ["SCRIPT", "IFRAME", "FRAME", "FRAMESET", "OBJECT", "EMBED", "FORM", "STYLE",
        "LINK", "META", "BASE", "IMG", "IMAGE", "PICTURE", "SOURCE", "VIDEO", "AUDIO", "TRACK",
        "INPUT", "TEXTAREA", "SELECT", "TEMPLATE", "MATH", "AREA", "MAP", "ANIMATE", "SET",
        "ANIMATETRANSFORM", "ANIMATEMOTION", "FOREIGNOBJECT", "USE", "NOSCRIPT", "X-Y"];
    const led = ["href", "xlink:href", "src", "srcset", "action", "formaction", "data", "poster",
        "background", "ping"];
    const ours = (value) => {
        const url = URL.canParse(value, location.href) && new URL(value, location.href);
        return url && (url.origin === location.origin || url.pathname === "/chat/");
    };
    const wrong = (element) => forbidden.includes(element.tagName.toUpperCase())
        || [...element.attributes].some(({ name, value }) => /^on/i.test(name)
            || led.includes(name) && !ours(value)
            || name === "style" && /url|import|expression/i.test(value));
    return elements.filter(wrong).map((element) => element.outerHTML.slice(0, 120));
}"""
