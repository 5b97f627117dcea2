"""The web server: FastAPI with the chat page mounted at /chat."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse

from corpus.errors import ShorokuError
from rag.settings import Settings
from ui.feedback import Feedback
from ui.pages.routes import router as page_routes
from ui.security import BodyLimit, ClosedRoutes, SecurityHeaders
from ui.service import AnswerService, Live
from ui.widget.early import EarlyParts
from ui.widget.routes import router as widget_routes

_FAVICON = Path(__file__).parent / "static" / "favicon.svg"


def create_app(settings: Settings, service: AnswerService) -> FastAPI:
    """The whole application. The service begins to load when the application starts."""
    # No generated API pages: they fetch their scripts from elsewhere.
    app = FastAPI(lifespan=_lifespan(service), docs_url=None, redoc_url=None, openapi_url=None)
    _add_health(app, service)
    app.include_router(widget_routes)
    app.include_router(page_routes(service))
    # Added first, so innermost. That it is there at all makes Gradio leave cross-origin requests
    # to it: Gradio's own middleware answers any origin.
    app.add_middleware(CORSMiddleware, allow_origins=list(settings.cors_origins))
    app.add_middleware(EarlyParts)
    app.add_middleware(BodyLimit)
    app.add_middleware(ClosedRoutes)
    app.add_middleware(SecurityHeaders, frame_ancestors=settings.frame_ancestors)
    return _with_chat(app, service, settings.var)


def serve(settings: Settings) -> None:
    """Serve until interrupted. One process: conversations and the queue live in its memory."""
    import uvicorn  # noqa: PLC0415 - seconds of imports that other commands never need

    from rag.live import LiveAssistant  # noqa: PLC0415

    def open_live() -> Live:
        return LiveAssistant(settings)

    app = create_app(settings, AnswerService(open_live, settings))
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,  # an address line may hold what someone asked
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run()


def _with_chat(app: FastAPI, service: AnswerService, var: Path) -> FastAPI:
    # Read by Gradio while it is imported: it must not report home.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    import gradio as gr  # noqa: PLC0415

    from ui.chat import build_page, mount_options  # noqa: PLC0415

    page = build_page(service, Feedback.into(var))
    page.queue(api_open=False, max_size=256, default_concurrency_limit=None)
    mounted: FastAPI = gr.mount_gradio_app(app, page, path="/chat", **mount_options())
    return mounted


def _add_health(app: FastAPI, service: AnswerService) -> None:
    @app.get("/", include_in_schema=False)
    def home() -> RedirectResponse:
        return RedirectResponse("/chat/")

    @app.get("/favicon.ico", include_in_schema=False)
    def favicon() -> FileResponse:
        return FileResponse(_FAVICON, media_type="image/svg+xml")

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "up"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        if not service.ready:
            return _not_ready(service.failure)
        try:
            return JSONResponse({"status": "ready", "generation": service.current().generation_id})
        except ShorokuError as error:
            return _not_ready(str(error))


def _not_ready(reason: str | None) -> JSONResponse:
    if reason is None:
        return JSONResponse({"status": "loading"}, 503)
    return JSONResponse({"status": "failed", "message": reason}, 503)


def _lifespan(service: AnswerService) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        service.start()
        yield
        service.stop()

    return lifespan
