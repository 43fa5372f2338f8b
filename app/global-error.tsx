"use client";

type GlobalErrorProps = { error: Error & { digest?: string }; reset(): void };

// The layout itself broke, so neither its styles nor its theme can be counted on here.
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en" style={{ colorScheme: "light dark" }}>
      <body style={{ fontFamily: "system-ui, sans-serif", maxWidth: 420, margin: "20vh auto", padding: 16 }}>
        <h1 style={{ fontSize: 20 }}>Callwright could not be shown</h1>
        <p>Something went wrong on our side. Your data is unchanged.</p>
        {error.digest && <p>If it happens again, give support this ID: {error.digest}</p>}
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
