/** The app's real routes, for tests that leave none out. */
import type { Express } from 'express';

export interface Route {
  method: string;
  path: string;
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

/** Returns every route that an app has. */
export function routesOf(app: Express): Route[] {
  const walk = (layers: Layer[]): Route[] =>
    layers.flatMap(({ route, handle }) =>
      route
        ? Object.keys(route.methods).map((method) => ({ method: method.toUpperCase(), path: route.path }))
        : walk(handle.stack ?? []),
    );
  return walk((app.router as unknown as { stack: Layer[] }).stack);
}
