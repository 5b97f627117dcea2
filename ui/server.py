"""The web server: FastAPI with the chat page mounted at /chat."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, RedirectResponse
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from rag.settings import Settings
from ui.api import description, errors, health
from ui.api.routes import router as api_routes
from ui.editor.retention import Retention
from ui.editor.unanswered import UnansweredLog
from ui.feedback import Feedback
from ui.limits import FullHouse, RequestLimits
from ui.mcp_server import McpEndpoint
from ui.pages.routes import router as page_routes
from ui.request_log import RequestLog
from ui.security import BodyLimit, ClosedRoutes, Faults, HeadRequests, SecurityHeaders
from ui.service import AnswerService, Live
from ui.stopping import Door, Traffic
from ui.threads import keep_to_one_thread, share_processors
from ui.widget.early import EarlyParts
from ui.widget.routes import router as widget_routes

_FAVICON = Path(__file__).parent / "static" / "favicon.svg"


def create_app(
    settings: Settings, service: AnswerService, traffic: Traffic | None = None
) -> FastAPI:
    """The whole application. The service begins to load when the application starts.

    ``traffic`` is what the server closes when it is to stop.
    """
    # No generated API pages: they fetch their scripts from elsewhere (see ui.api.description).
    feedback = Feedback.into(settings.var)
    kept = Retention(UnansweredLog(settings.var), feedback, settings.retention_days)
    mcp = McpEndpoint(service, settings)
    app = FastAPI(
        lifespan=_lifespan(service, kept, mcp), docs_url=None, redoc_url=None, openapi_url=None
    )
    _add_home(app)
    _add_api(app, settings, service)
    app.router.routes.append(mcp.route)
    app.include_router(widget_routes)
    app.include_router(page_routes(service))
    _add_editor(app, settings, service, kept)
    _add_middleware(app, settings, service, traffic or Traffic())
    return _with_chat(app, service, feedback)


def _add_editor(app: FastAPI, settings: Settings, service: AnswerService, kept: Retention) -> None:
    """The editor's page, where a password for it is set."""
    if settings.editor_password:
        from ui.editor.routes import router  # noqa: PLC0415 - and what makes gold questions

        password, keeps = settings.editor_password, settings.keep_unanswered
        app.include_router(router(service, kept, password, keeps=keeps))


def _add_api(app: FastAPI, settings: Settings, service: AnswerService) -> None:
    routers: tuple[APIRouter, ...] = (
        api_routes(service),
        health.router(service, settings.metrics_clients),
    )
    for router in routers:
        app.include_router(router)
    app.include_router(description.router([it for router in routers for it in router.routes]))
    errors.install(app)


def _add_middleware(
    app: FastAPI, settings: Settings, service: AnswerService, traffic: Traffic
) -> None:
    """What every request passes through; the first added is the innermost."""
    app.add_middleware(EarlyParts)
    app.add_middleware(BodyLimit)
    app.add_middleware(RequestLimits, limits=settings.request_limits, metrics=service.metrics)
    app.add_middleware(ClosedRoutes)
    app.add_middleware(HeadRequests)
    app.add_middleware(FullHouse, full=lambda: service.full, metrics=service.metrics)
    app.add_middleware(Faults, metrics=service.metrics)
    # That it is there at all makes Gradio leave cross-origin requests to it: Gradio's own
    # middleware answers any origin. Outside of what refuses, so that a page can read why.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["content-type", "mcp-protocol-version", "mcp-session-id"],
        expose_headers=["retry-after", "content-disposition"],
    )
    app.add_middleware(Door, traffic=traffic)
    app.add_middleware(SecurityHeaders, frame_ancestors=settings.frame_ancestors)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    app.add_middleware(RequestLog)


def serve(settings: Settings) -> None:
    """Serve until interrupted. One process: conversations and the queue live in its memory."""
    share_processors()
    from rag.live import LiveAssistant  # noqa: PLC0415 - seconds of imports that others never need
    from ui.process import run  # noqa: PLC0415

    def open_live() -> Live:
        keep_to_one_thread()
        return LiveAssistant(settings)

    service, traffic = AnswerService(open_live, settings), Traffic()
    run(create_app(settings, service, traffic), settings, traffic)


def _with_chat(app: FastAPI, service: AnswerService, feedback: Feedback) -> FastAPI:
    # Read by Gradio while it is imported: it must not report home.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    import gradio as gr  # noqa: PLC0415

    from ui.chat import build_page, mount_options  # noqa: PLC0415

    page = build_page(service, feedback)
    page.queue(api_open=False, max_size=256, default_concurrency_limit=None)
    mounted: FastAPI = gr.mount_gradio_app(app, page, path="/chat", **mount_options())
    return mounted


def _add_home(app: FastAPI) -> None:
    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        return RedirectResponse("chat/")

    @app.get("/favicon.ico", include_in_schema=False)
    def favicon() -> FileResponse:
        return FileResponse(_FAVICON, media_type="image/svg+xml")


def _lifespan(
    service: AnswerService, kept: Retention, mcp: McpEndpoint
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with mcp.running():
            service.start()
            purging = asyncio.create_task(kept.daily())
            yield
            purging.cancel()
            service.stop()

    return lifespan
