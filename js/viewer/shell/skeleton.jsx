const SKELETON = [90, 60, 75, 45, 80, 55];

/** Where rows will be. */
export const Skeleton = () => (
  <div class="skeleton" role="status" aria-label="Reading">
    {SKELETON.map((width) => (
      <span key={width} style={{ width: `${width}%` }} />
    ))}
  </div>
);
